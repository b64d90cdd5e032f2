package io.github.omnet.examples.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.github.omnet.examples.Run;
import io.github.omnet.models.packaging.ModelManifest;
import io.github.omnet.models.packaging.ModelPackage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Trainings that start from a model. */
class TrainFromModelIT extends SmallTrainings {
  @Test
  void theModelToStartFromCannotBeChangedOnTheWay() throws IOException {
    Path first = folder.resolve("first");
    Path second = folder.resolve("second");
    Path run = folder.resolve("run");
    train("--out", first.resolve(".")).succeeded();
    assertThat(ModelPackage.open(first).manifest().name()).isEqualTo("first");
    train("--out", second, "--seed", 5).succeeded();
    train("--out", run, "--from", first).succeeded();
    Run.of("train", "--resume", run, "--from", first).succeeded();
    Run.of("train", "--resume", run, "--from", second)
        .failedWith(run.resolve("checkpoints/iteration-00000008"), "and not from second");
    assertThat(Files.readString(run.resolve("config.json")))
        .contains("\"from\": \"../first\"")
        .doesNotContain(folder.toString(), "\"out\"");
  }

  @Test
  void theModelToStartFromBringsItsNetworkPatchAndPreprocessing() throws IOException {
    Path first = folder.resolve("first");
    train(
            "--out",
            first,
            "--iterations",
            2,
            "--modalities",
            "flair,t2",
            "--channels",
            "symmetry",
            "--normalise",
            "percentiles",
            "--missing",
            "zero")
        .succeeded();
    JsonObject printed = printedWith(new Object[] {"--from", first});
    assertThat(printed.get("width").getAsInt()).isEqualTo(2);
    assertThat(printed.getAsJsonArray("patch").toString()).isEqualTo("[16,16,16]");
    assertThat(printed.has("spacing")).as("the model has none, whatever the preset").isFalse();
    assertThat(printed.get("loss").getAsString()).as("the preset's").isEqualTo("region-dice-ce");
    printed = printedWith(new Object[] {"--from", first, "--patch", 24, "--normalise", "nyul"});
    assertThat(printed.getAsJsonArray("patch").toString()).as("said").isEqualTo("[24]");
    assertThat(printed.get("normalise").getAsString()).isEqualTo("nyul");

    Path run = folder.resolve("run");
    Object[] tuned = {
      "train", "--data", data, "--from", first, "--out", run, "--iterations", 3, "--recalibrate", 1
    };
    Run.of(tuned).succeeded();
    ModelManifest was = ModelPackage.open(first).manifest();
    ModelManifest is = ModelPackage.open(run).manifest();
    assertThat(is.preprocessing()).isEqualTo(was.preprocessing());
    assertThat(is.patch()).isEqualTo(was.patch());
    assertThat(is.provenance().settings()).containsKey("startedFrom");
    Files.move(first, folder.resolve("elsewhere"));
    Run.of("train", "--resume", run).succeeded();
  }

  @Test
  void whatContradictsTheModelToStartFromIsRefused() throws IOException {
    Path first = folder.resolve("first");
    Path run = folder.resolve("run");
    train("--out", first, "--iterations", 1, "--normalise", "nyul").succeeded();
    Run.of("train", "--print-config", "--from", first)
        .failedWith(first, "name one with --normalise");
    String[] usual = {"--normalise", "z-score"};
    Object[] words = {"train", "--data", data, "--out", run, "--from", first, usual[0], usual[1]};
    Object[][] wrong = {
      {"--width", "4", "--width is 4, and the model of --from has 2"},
      {"--channels", "location", "leave --modalities and --channels out"},
      {"--preset", "mc1", "--preset mc1 trains basic, and the model of --from is om-net"},
    };
    for (Object[] contradiction : wrong) {
      List<Object> all = new ArrayList<>(Arrays.asList(words));
      all.addAll(List.of(contradiction[0], contradiction[1]));
      Run.of(all.toArray()).wasWrongUsage(contradiction[2].toString());
    }
    assertThat(run).doesNotExist();
    Path other = folder.resolve("other");
    train("--out", other, "--iterations", 1, "--preset", "mc1").succeeded();
    JsonObject printed = printedWith(new Object[] {"--from", other});
    assertThat(printed.get("preset").getAsString()).as("the model's").isEqualTo("mc1");
    assertThat(printed.get("loss").getAsString()).isEqualTo("cross-entropy");
  }
}
