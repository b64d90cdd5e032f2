package io.github.omnet.examples.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.omnet.examples.Run;
import io.github.omnet.models.packaging.ModelPackage;
import io.github.omnet.models.packaging.ModelWriter;
import io.github.omnet.models.packaging.Provenance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both levels trained by one command, on two phantoms. */
class TwoLevelCommandIT {
  @TempDir private Path folder;

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file));
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
  }

  @Test
  void oneCommandTrainsBothLevelsAndGoesOnWhereItWasKilled() throws IOException {
    Path data = folder.resolve("cohort");
    Run.of("phantom", "--out", data, "--subjects", 2, "--voxels", 32).succeeded();
    Path run = folder.resolve("run");
    Run trained =
        Run.of(
                "train",
                "--preset",
                "two-level",
                "--data",
                data,
                "--out",
                run,
                "--width",
                2,
                "--iterations",
                2,
                "--patch",
                16,
                "--spacing",
                4,
                "--recalibrate",
                2,
                "--checkpoint-every",
                1,
                "--coarse-folds",
                2,
                "--coarse-iterations",
                3,
                "--coarse-spacing",
                8,
                "--coarse-patch",
                16)
            .succeeded();
    assertThat(trained.out()).contains("model in " + run);
    ModelPackage model = ModelPackage.open(run);
    assertThat(model.coarse().orElseThrow().manifest().members()).isEqualTo(2);
    assertThat(model.manifest().preprocessing().channels()).hasSize(7).endsWith("coarse(ET)");
    assertThat(model.manifest().provenance().settings()).containsEntry("augmentation", "two-level");
    assertThat(run.resolve("coarse").resolve("evaluation.json")).exists();

    describes(run, model);
    startsAnother(run, data, model);

    // As if killed when one fold of the coarse level was done.
    Path killed = folder.resolve("killed");
    Files.createDirectories(killed.resolve("coarse"));
    Files.copy(run.resolve("config.json"), killed.resolve("config.json"));
    for (String name : List.of("folds.json", "fold-1")) {
      copy(run.resolve("coarse").resolve(name), killed.resolve("coarse").resolve(name));
    }
    Run.of("train", "--resume", killed).succeeded();
    assertThat(ModelPackage.open(killed).fingerprint()).isEqualTo(model.fingerprint());

    Path subject = data.resolve("phantom_000");
    Path probabilities = folder.resolve("probabilities");
    JsonObject one =
        JsonParser.parseString(
                Run.of(
                        "segment",
                        "--model",
                        run + "," + killed,
                        "--subject",
                        subject,
                        "--out",
                        folder.resolve("one.nii.gz"),
                        "--flips",
                        "x",
                        "--probabilities",
                        probabilities,
                        "--uncertainty",
                        folder.resolve("uncertainty.nii.gz"),
                        "--json")
                    .succeeded()
                    .out())
            .getAsJsonObject();
    assertThat(one.getAsJsonObject("seconds").has("coarse")).isTrue();
    assertThat(one.getAsJsonObject("provenance").get("coarse").getAsString())
        .contains(model.coarse().orElseThrow().fingerprint());
    assertThat(one.getAsJsonObject("quality").has("score")).isTrue();
    assertThat(probabilities.resolve("ET.nii.gz")).exists();

    Path out = folder.resolve("out");
    Run.of("segment", "--model", run, "--data", data, "--out", out).succeeded();
    JsonObject cohort =
        JsonParser.parseString(Files.readString(out.resolve("cohort.json"))).getAsJsonObject();
    assertThat(cohort.toString()).contains(model.fingerprint());
  }

  private void describes(Path run, ModelPackage model) throws IOException {
    String coarse = model.coarse().orElseThrow().fingerprint();
    assertThat(Run.of("model", "verify", run).succeeded().out())
        .contains("whole, 7 files, weights " + model.fingerprint());
    assertThat(Run.of("model", "show", run).succeeded().out())
        .contains("coarse level  coarse, om-net of base width 2, 2 networks averaged")
        .contains("weights  " + coarse);
    JsonObject shown =
        JsonParser.parseString(Run.of("model", "show", run, "--json").succeeded().out())
            .getAsJsonObject();
    JsonObject level = shown.getAsJsonObject("coarse");
    assertThat(level.get("weights").getAsString()).isEqualTo(coarse);
    assertThat(level.getAsJsonArray("networks")).hasSize(2);
    assertThat(level.has("file") || level.has("coarse")).isFalse();

    Path set = folder.resolve("set.zip");
    Run.of("model", "set", run, "--threshold", "WT=0.3", "--half", "--out", set).succeeded();
    Run.of("model", "verify", set).succeeded();
    setsTheCoarseLevel(run, model);
    Run two = Run.of("model", "set", run + "," + run, "--out", folder.resolve("two.zip"));
    assertThat(two.exitCode()).isEqualTo(1);
    assertThat(two.err()).contains("two levels").contains("segment --model");
  }

  /** A training starts from the network that sees the whole brain and needs no other. */
  private void startsAnother(Path run, Path data, ModelPackage model) throws IOException {
    Path tuned = folder.resolve("tuned");
    Run.of(
            "train",
            "--data",
            data,
            "--from",
            run,
            "--iterations",
            1,
            "--recalibrate",
            1,
            "--out",
            tuned)
        .succeeded();
    ModelPackage made = ModelPackage.open(tuned);
    ModelPackage coarse = model.coarse().orElseThrow();
    assertThat(made.coarse()).isEmpty();
    assertThat(made.manifest().preprocessing()).isEqualTo(coarse.manifest().preprocessing());
    Run.of("train", "--data", data, "--from", run, "--preset", "two-level", "--out", tuned)
        .wasWrongUsage("leave out --from or --preset two-level");
    assertThat(made.manifest().provenance().settings().get("startedFrom"))
        .contains(coarse.member(0).fingerprint());
  }

  private void setsTheCoarseLevel(Path run, ModelPackage model) throws IOException {
    Path member = folder.resolve("member");
    ModelWriter.toFolder(model.coarse().orElseThrow().member(1), member);
    Path set = folder.resolve("other.zip");
    Run.of("model", "set", run, "--coarse", member, "--coarse-share", 0.5, "--weights", "int8")
        .wasWrongUsage("--out");
    Run.of(
            "model",
            "set",
            run,
            "--coarse",
            member,
            "--coarse-share",
            0.5,
            "--weights",
            "int8",
            "--out",
            set)
        .succeeded();
    ModelPackage other = ModelPackage.open(set);
    assertThat(other.manifest().inference().coarseShare()).isEqualTo(0.5);
    assertThat(other.coarse().orElseThrow().manifest().networks()).hasSize(1);
    assertThat(other.manifest().files().get(0).bytes())
        .isLessThan(model.manifest().files().get(0).bytes());
    assertThat(Run.of("model", "show", set).succeeded().out()).contains("coarse level counts 0.5");
    Run.of("model", "set", run, "--coarse-share", 2, "--out", set)
        .wasWrongUsage("the share of the coarse level is 0 to 1, found 2.0");
    Run.of("model", "set", member, "--coarse-share", 0.5, "--out", set)
        .wasWrongUsage(member + " has one");
    Run.of("model", "set", run, "--weights", "int4", "--out", set)
        .wasWrongUsage("FLOAT32, FLOAT16, INT8");
    Run.of("model", "set", run, "--weights", "int8", "--half", "--out", set)
        .wasWrongUsage("--half is --weights float16");
    assertThat(ModelPackage.open(set).digest()).isEqualTo(other.digest());
    keepsScores(set);
  }

  private void keepsScores(Path model) throws IOException {
    Path unseen = folder.resolve("unseen");
    Path results = folder.resolve("results");
    Path all = folder.resolve("all");
    Run.of("phantom", "--out", all, "--subjects", 4, "--voxels", 32).succeeded();
    Files.createDirectories(unseen);
    for (String id : List.of("phantom_002", "phantom_003")) {
      Files.move(all.resolve(id), unseen.resolve(id));
    }
    Run.of("segment", "--model", model, "--data", unseen, "--out", results).succeeded();
    String json =
        Run.of("evaluate", "--prediction", results, "--reference", unseen, "--json")
            .succeeded()
            .out();
    Path half = folder.resolve("half");
    Run.of("model", "set", model, "--coarse-share", 0.25, "--out", half).succeeded();
    Run mixed = Run.of("segment", "--model", half, "--data", unseen, "--out", results);
    assertThat(mixed.exitCode()).isEqualTo(1);
    assertThat(mixed.err())
        .contains("\"coarseShare\":0.5")
        .contains("\"coarseShare\":0.25")
        .contains("choose another --out");
    Path scores = Files.writeString(folder.resolve("scores.json"), json);
    Path scored = folder.resolve("scored");
    Run.of("model", "set", model, "--scores", scores, "--out", scored).succeeded();
    Provenance origin = ModelPackage.open(scored).manifest().provenance();
    assertThat(origin.validationSubjects()).containsExactly("phantom_002", "phantom_003");
    double dice =
        JsonParser.parseString(json)
            .getAsJsonObject()
            .getAsJsonObject("summary")
            .getAsJsonObject("WT")
            .getAsJsonObject("dice")
            .get("mean")
            .getAsDouble();
    assertThat(origin.metrics().get("dice WT")).isCloseTo(dice, within(0.00005));
    Run.of("model", "set", scored, "--coarse", folder.resolve("member"), "--out", scored)
        .succeeded();
    assertThat(ModelPackage.open(scored).manifest().provenance().metrics()).isEmpty();
    Files.writeString(scores, json.replace("\"phantom_002\"", "\"phantom_001\""));
    Run seen = Run.of("model", "set", model, "--scores", scores, "--out", scored);
    assertThat(seen.exitCode()).isEqualTo(1);
    assertThat(seen.err()).contains("was trained on [phantom_001]");
    for (String wrong :
        List.of(
            "[]",
            "{",
            "{\"subjects\": {}, \"summary\": {\"WT\": 1}}",
            json.replaceAll("\"mean\": *[-0-9.eE]+", "\"mean\": \"x\""),
            json.replaceAll("\"mean\": *[-0-9.eE]+", "\"mean\": {}"),
            json.replaceAll("\"phantom_00[0-9]\"", "\"same\"")
                .replaceFirst("\"subjects\": *\\{", "\"subjects\": {}, \"other\": {"))) {
      Files.writeString(scores, wrong);
      Run.of("model", "set", model, "--scores", scores, "--out", scored)
          .failedWith(scores, "write them with 'omnet evaluate");
    }
  }

  @Test
  void whatIsWrongWithALevelIsSaidBeforeAnyIsTrained() throws IOException {
    Path data = folder.resolve("cohort");
    Run.of("phantom", "--out", data, "--subjects", 2, "--voxels", 32).succeeded();
    Path run = folder.resolve("run");
    Object[] words = {"train", "--preset", "two-level", "--data", data, "--out", run, "", ""};
    for (List<Object> wrong :
        List.<List<Object>>of(
            List.of("--transplant", 0.5, "without transplants"),
            List.of("--spacing", 1e300, "1.0E300"),
            List.of("--patch", 7, "patch sides must be multiples of 8"))) {
      words[7] = wrong.get(0);
      words[8] = wrong.get(1);
      Run.of(words).wasWrongUsage(wrong.get(2).toString());
      assertThat(run).doesNotExist();
    }
    Files.createDirectories(run);
    Path config = Files.writeString(run.resolve("config.json"), "of a finished training");
    for (List<Object> wrong :
        List.<List<Object>>of(
            List.of("--coarse-patch", 7, "patch sides must be multiples of 8"),
            List.of("--coarse-patch", "wide", "'--patch'"),
            List.of("--coarse-folds", 3, "--folds takes 2 to the number of subjects"))) {
      words[7] = wrong.get(0);
      words[8] = wrong.get(1);
      List<Object> all = new ArrayList<>(Arrays.asList(words));
      if (!wrong.get(0).equals("--coarse-folds")) {
        all.addAll(List.of("--coarse-folds", 2));
      }
      Run refused = Run.of(all.toArray());
      refused.wasWrongUsage("in the coarse level (--coarse-...): ");
      refused.wasWrongUsage(wrong.get(2).toString());
      assertThat(config).hasContent("of a finished training");
      assertThat(run.toFile().list()).containsExactly("config.json");
    }
  }

  @Test
  void optionsThatDoNotGoTogetherAreRefused() {
    for (int folds : new int[] {3, 4}) {
      Run.of("train", "--data", folder, "--out", folder.resolve("x"), "--coarse-folds", folds)
          .wasWrongUsage("--preset two-level");
    }
    Run.of("train", "--data", folder, "--out", folder.resolve("x"), "--coarse-width", 4)
        .wasWrongUsage("--preset two-level");
    Run.of("cross-validate", "--data", folder, "--out", folder, "--preset", "two-level")
        .wasWrongUsage("omnet train --preset two-level");
  }
}
