package io.github.omnet.examples.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.github.omnet.examples.Run;
import io.github.omnet.models.packaging.ModelPackage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trainings with several seeds whose average is packaged. */
class TrainSeedsIT {
  @TempDir static Path shared;
  @TempDir private Path folder;

  private static Path data;

  @BeforeAll
  static void makeSubjects() {
    data = shared.resolve("cohort");
    Run.of("phantom", "--out", data, "--subjects", 2, "--voxels", 24).succeeded();
  }

  private static Run train(Path run, Object... more) {
    return Run.smallest("train", Map.of("--data", data, "--out", run, "--iterations", 2), more);
  }

  private static ModelPackage model(Path where) throws IOException {
    return ModelPackage.open(where);
  }

  @Test
  void theAverageIsThatOfTrainingsWithEachSeed() throws IOException {
    Path run = folder.resolve("both");
    assertThat(train(run, "--seeds", "4,9").succeeded().out())
        .contains("model in " + run + ", the average of 2 networks");
    train(folder.resolve("four"), "--seed", 4).succeeded();
    train(folder.resolve("nine"), "--seed", 9).succeeded();
    Path joined = folder.resolve("joined");
    String models = folder.resolve("four") + "," + folder.resolve("nine");
    Run.of("model", "set", models, "--out", joined).succeeded();
    assertThat(model(run).fingerprint()).isEqualTo(model(joined).fingerprint());
    assertThat(model(run).manifest().name()).isEqualTo("both");

    // Each is the folder of a training like any other.
    assertThat(run.resolve("seed-9/config.json")).content().doesNotContain("seeds");
    Run.of("train", "--resume", run.resolve("seed-9")).succeeded();
    assertThat(model(run.resolve("seed-9")).fingerprint())
        .isEqualTo(model(folder.resolve("nine")).fingerprint());

    // What is set in the average stays when the command is given once more.
    Run.of("model", "set", run, "--threshold", "WT=0.3", "--out", run).succeeded();
    String set = model(run).digest();
    assertThat(train(run, "--seeds", "4,9", "--threads", 2).succeeded().err())
        .contains("seed 4, 1 of 2: its model is there", "seed 9, 2 of 2: its model is there");
    assertThat(model(run).digest()).isEqualTo(set);
  }

  @Test
  void stoppedWithinASeedItGoesOnByTheSameCommand() throws IOException {
    Path whole = folder.resolve("whole");
    train(whole, "--seeds", "4,9").succeeded();
    Path run = folder.resolve("run");
    train(run.resolve("seed-4"), "--seed", 4).succeeded();
    // What a training leaves that is killed in its last step.
    Path killed = run.resolve("seed-9");
    train(killed, "--seed", 9, "--checkpoint-every", 1).succeeded();
    Files.delete(killed.resolve("model.json"));
    try (Stream<Path> last = Files.walk(killed.resolve("checkpoints/iteration-00000002"))) {
      for (Path file : last.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
    assertThat(killed.resolve("checkpoints/iteration-00000001")).isDirectory();
    assertThat(run.resolve("model.json")).doesNotExist();
    Run resumed = train(run, "--seeds", "4,9").succeeded();
    assertThat(resumed.err().lines())
        .contains("seed 4, 1 of 2: its model is there", "seed 9, 2 of 2");
    assertThat(resumed.err()).contains("going on after step 1");
    assertThat(model(run).fingerprint()).isEqualTo(model(whole).fingerprint());
  }

  @Test
  void otherTrainingsAreNeitherMixedInNorReplaced() throws IOException {
    Path run = folder.resolve("run");
    train(run, "--seeds", "4,9").succeeded();
    String average = model(run).fingerprint();
    failed(train(run, "--seeds", "4,9", "--rate", 0.01), run.resolve("seed-4") + " holds a model");
    failed(
        train(run, "--seeds", "4,9", "--subjects", "phantom_000"),
        run.resolve("seed-4") + " holds a model of another training: subjects");
    failed(
        train(run, "--seeds", "3,4,9", "--rate", 0.01), run.resolve("seed-4") + " holds a model");
    assertThat(run.resolve("seed-3")).as("nothing is trained before").doesNotExist();
    failed(train(run, "--seeds", "4,8"), run + " holds seed-9, which --seeds does not name");
    failed(train(run), run + " holds trainings with several seeds (seed-4, seed-9)");
    failed(Run.of("train", "--resume", run), run + " holds trainings with several seeds");
    assertThat(model(run).fingerprint()).isEqualTo(average);

    Path single = folder.resolve("single");
    train(single).succeeded();
    failed(train(single, "--seeds", "4,9"), single + " holds another training or model");
    assertThat(single.resolve("seed-4")).doesNotExist();

    Path blocked = folder.resolve("blocked");
    Files.createDirectories(blocked);
    Path inTheWay = Files.createFile(blocked.resolve("seed-9"));
    failed(train(blocked, "--seeds", "4,9"), inTheWay.toString());
    assertThat(blocked.resolve("seed-4")).doesNotExist();
  }

  private static void failed(Run run, String message) {
    assertThat(run.exitCode()).as(run.err()).isEqualTo(1);
    assertThat(run.err()).contains(message);
  }

  @Test
  void aTypedSeedGoesOverSeedsOfAFile() throws IOException {
    Path config = folder.resolve("config.json");
    Files.writeString(config, "{\"data\": \"cohort\", \"seeds\": [4, 9]}");
    Run both = Run.of("train", "--config", config, "--print-config");
    assertThat(both.json().getAsJsonArray("seeds")).hasSize(2);
    JsonObject one = Run.of("train", "--config", config, "--seed", 5, "--print-config").json();
    assertThat(one.has("seeds")).isFalse();
    assertThat(one.get("seed").getAsInt()).isEqualTo(5);
  }

  @Test
  void wrongSeedsAreRefusedBeforeAnythingIsTrained() {
    Path run = folder.resolve("run");
    train(run, "--seeds", "4").wasWrongUsage("takes 2 to 8 different seeds, found [4]");
    train(run, "--seeds", "4,4").wasWrongUsage("different seeds");
    train(run, "--seeds", "4,9", "--seed", 2).wasWrongUsage("neither --seed nor --resume");
    Run.of("train", "--resume", run, "--seeds", "4,9").wasWrongUsage("neither --seed nor --resume");
    train(run, "--seeds", "4,9", "--keep", 0).wasWrongUsage("0");
    train(run, "--seeds", "4,9", "--preset", "mc3").wasWrongUsage("several networks");
    train(run, "--seeds", "4,9", "--rate", -1).wasWrongUsage("rate");
    assertThat(run).doesNotExist();
  }
}
