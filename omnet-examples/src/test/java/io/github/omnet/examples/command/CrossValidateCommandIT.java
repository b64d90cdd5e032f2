package io.github.omnet.examples.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.omnet.core.volume.LabelMap;
import io.github.omnet.examples.Run;
import io.github.omnet.io.Images;
import io.github.omnet.models.packaging.ModelPackage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two folds of four tiny subjects, for a few steps. */
class CrossValidateCommandIT {
  @TempDir static Path shared;
  @TempDir private Path folder;

  private static Path data;

  @BeforeAll
  static void makeSubjects() {
    data = shared.resolve("cohort");
    Run.of("phantom", "--out", data, "--subjects", 4, "--voxels", 24).succeeded();
  }

  private static Run crossValidate(Path run, Object... more) {
    Map<String, Object> usual =
        Map.of("--data", data, "--out", run, "--folds", 2, "--iterations", 3);
    return Run.smallest("cross-validate", usual, more);
  }

  private static String fingerprint(Path model) throws IOException {
    return ModelPackage.open(model).fingerprint();
  }

  /** Progress may stand before the one line that says what is wrong. */
  private static void assertFails(Run run, Path file, String remedy) {
    assertThat(run.exitCode()).as(run.err()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).containsOnlyOnce("omnet: ").contains(file.toString(), remedy);
  }

  private static List<String> heldOut(Path run, int fold) throws IOException {
    JsonObject folds =
        JsonParser.parseString(Files.readString(run.resolve("folds.json"))).getAsJsonObject();
    return folds.getAsJsonArray("heldOut").get(fold - 1).getAsJsonArray().asList().stream()
        .map(JsonElement::getAsString)
        .toList();
  }

  @Test
  void stoppedBetweenFoldsItGoesOnAndScoresEverySubjectByAModelThatHasNotSeenIt()
      throws IOException {
    Path run = folder.resolve("run");
    // The folds are a function of the seed, so that a first run tells whose file to spoil.
    Path trial = folder.resolve("trial");
    crossValidate(trial, "--iterations", 1).succeeded();
    String first = heldOut(trial, 1).get(0);
    Path truth = data.resolve(first).resolve(first + "_seg.nii.gz");
    LabelMap whole = Images.readLabels(truth);
    byte[] spoilt = whole.data().clone();
    spoilt[0] = 7;
    try {
      Images.write(truth, LabelMap.wrap(whole.grid(), spoilt));
      assertFails(crossValidate(run), truth, "labels [7]");
    } finally {
      Images.write(truth, whole);
    }
    String model = fingerprint(run.resolve("fold-1"));
    assertThat(run.resolve("fold-2/model.json")).doesNotExist();
    assertThat(run.resolve("evaluation.csv")).doesNotExist();

    Path page = folder.resolve("page.html");
    Run goneOn = crossValidate(run, "--report", page, "--json");
    assertThat(goneOn.exitCode()).as(goneOn.err()).isZero();
    assertThat(goneOn.err()).contains("fold 1 of 2: its model is there").contains("fold 2 of 2");
    assertThat(fingerprint(run.resolve("fold-1"))).isEqualTo(model);
    Set<String> all = new TreeSet<>(heldOut(run, 1));
    all.addAll(heldOut(run, 2));
    assertThat(all).containsExactly("phantom_000", "phantom_001", "phantom_002", "phantom_003");
    for (int fold = 1; fold <= 2; fold++) {
      Path trained = run.resolve("fold-" + fold);
      assertThat(ModelPackage.open(trained).manifest().provenance().trainingSubjects())
          .containsExactlyInAnyOrderElementsOf(heldOut(run, 3 - fold));
      for (String id : heldOut(run, fold)) {
        assertThat(run.resolve("segmentations/fold-" + fold).resolve(id + ".nii.gz")).exists();
      }
      // Each is the folder of a training like any other.
      Run.of("train", "--resume", trained).succeeded();
    }
    JsonObject scores = JsonParser.parseString(goneOn.out()).getAsJsonObject();
    assertThat(scores.getAsJsonObject("subjects").keySet()).containsExactlyElementsOf(all);
    assertThat(scores.getAsJsonArray("models").asList()).hasSize(2);
    assertThat(scores.getAsJsonObject("summary").getAsJsonObject("WT").keySet()).contains("dice");
    assertThat(Files.readAllLines(run.resolve("evaluation.csv"))).hasSize(1 + 4 * 3);
    assertThat(page).isNotEmptyFile();

    Run again = crossValidate(run);
    assertThat(again.exitCode()).as(again.err()).isZero();
    String models = run.resolve("fold-1") + "," + run.resolve("fold-2");
    Path ensemble = run.resolve("ensemble");
    assertThat(again.out()).contains(models).contains("as one: --model " + ensemble);
    assertThat(scores.get("ensemble").getAsString()).isEqualTo(ensemble.toString());
    ModelPackage packaged = ModelPackage.open(ensemble);
    assertThat(packaged.manifest().name()).isEqualTo("run");
    assertThat(packaged.manifest().provenance().trainingSubjects())
        .containsExactlyInAnyOrderElementsOf(all);
    assertThat(whole(ensemble)).containsExactly(whole(models));

    // What is set in it since then is not undone.
    Run.of("model", "set", ensemble, "--half", "--threshold", "WT=0.3", "--out", ensemble)
        .succeeded();
    String set = ModelPackage.open(ensemble).digest();
    crossValidate(run).succeeded();
    assertThat(ModelPackage.open(ensemble).digest()).isEqualTo(set);
  }

  /** Probabilities of the whole tumour of one subject. */
  private float[] whole(Object models) throws IOException {
    Path out = folder.resolve("seg.nii.gz");
    Path to = folder.resolve("probabilities");
    Path subject = data.resolve("phantom_000");
    Run.of("segment", "--model", models, "--subject", subject, "--out", out, "--probabilities", to)
        .succeeded();
    return Images.readVolume(to.resolve("WT.nii.gz")).data();
  }

  @Test
  void modelsThatCannotBeAveragedAreLeftAsTheyAre() throws IOException {
    Path run = folder.resolve("run");
    Run trained = crossValidate(run, "--iterations", 1, "--normalise", "nyul", "--json");
    assertThat(trained.exitCode()).as(trained.err()).isZero();
    assertThat(trained.err()).contains("no " + run.resolve("ensemble") + ": ", "preprocessing");
    assertThat(run.resolve("ensemble")).doesNotExist();
    JsonObject scores = JsonParser.parseString(trained.out()).getAsJsonObject();
    assertThat(scores.get("ensemble").isJsonNull()).isTrue();
    assertThat(scores.getAsJsonArray("models").asList()).hasSize(2);
  }

  @Test
  void otherSettingsOrFoldsAreRefused() throws IOException {
    Path run = folder.resolve("run");
    crossValidate(run).succeeded();
    String models = fingerprint(run.resolve("fold-1")) + fingerprint(run.resolve("fold-2"));
    Run other = crossValidate(run, "--rate", 0.01);
    assertFails(other, run.resolve("fold-1"), "optimizer was sgd(learningRate=0.05");
    assertFails(crossValidate(run, "--folds", 3), run.resolve("folds.json"), "number of folds");
    assertFails(crossValidate(run, "--seed", 5), run.resolve("folds.json"), "and seed");
    crossValidate(run, "--folds", 5).wasWrongUsage("which is 4, found 5");
    crossValidate(run, "--folds", 1).wasWrongUsage("found 1");
    assertThat(fingerprint(run.resolve("fold-1")) + fingerprint(run.resolve("fold-2")))
        .isEqualTo(models);
  }
}
