package io.github.omnet.examples.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.omnet.core.volume.LabelMap;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.examples.Run;
import io.github.omnet.io.Images;
import io.github.omnet.io.dataset.FileLayout;
import io.github.omnet.models.engine.EngineKind;
import io.github.omnet.models.monitor.MetricsTable;
import io.github.omnet.models.packaging.ModelPackage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a training writes, and what cannot be trained. */
class TrainCommandIT extends SmallTrainings {
  @Test
  void keepsNumbersCurvesAndCheckpointsInTheRun() throws IOException {
    Path run = folder.resolve("run");
    Run trained =
        train(
            "--out",
            run,
            "--validate",
            "phantom_001",
            "--validate-every",
            3,
            "--checkpoint-every",
            2,
            "--keep",
            2);
    assertThat(trained.exitCode()).as(trained.err()).isZero();
    assertThat(trained.err()).contains("validation after step 3: Dice WT ");
    assertThat(trained.out()).contains("phantom_001").contains("HD95 mm");
    assertThat(run)
        .isDirectoryContaining("glob:**/model.json")
        .isDirectoryContaining("glob:**/curves.png")
        .isDirectoryContaining("glob:**/tensorboard");
    MetricsTable metrics = MetricsTable.read(run.resolve("metrics.csv"));
    assertThat(metrics.series("loss1")).hasSize(8);
    assertThat(metrics.series("diceWT")).hasSize(3);
    Run.of("train", "--resume", run).succeeded();
    assertThat(MetricsTable.read(run.resolve("metrics.csv")).series("diceWT"))
        .as("the last validation, made once more")
        .isEqualTo(metrics.series("diceWT"));
    assertThat(run.resolve("checkpoints")).isDirectoryContaining("glob:**/iteration-00000008");
    assertThat(ModelPackage.open(run).manifest().provenance().metrics()).containsKey("dice WT");
  }

  @Test
  void everySettingCanBeChosenAndIsRecorded() throws IOException {
    Path run = folder.resolve("run");
    // Lengths in epochs, of 2 patches at one a step: 2 + 2 + 3 steps.
    Run.of(
            "train",
            "--data",
            data,
            "--preset",
            "om-net",
            "--out",
            run,
            "--width",
            2,
            "--batch",
            1,
            "--patch",
            "16,16,16",
            "--stages",
            "1:1ep,2:1ep:none,3:3",
            "--epoch",
            2,
            "--transfer",
            "0.2/0.3",
            "--bn-momentum",
            "0.9",
            "--dropout",
            "0.25",
            "--even-classes",
            "0.6",
            "--deep-supervision",
            "0.5,0.25",
            "--optimizer",
            "adam",
            "--beta1",
            "0.8",
            "--beta2",
            "0.99",
            "--epsilon",
            "1e-6")
        .succeeded();
    MetricsTable metrics = MetricsTable.read(run.resolve("metrics.csv"));
    assertThat(metrics.series("stage"))
        .extracting(MetricsTable.Point::value)
        .containsExactly(1.0, 1.0, 2.0, 2.0, 3.0, 3.0, 3.0);
    Map<String, String> settings = ModelPackage.open(run).manifest().provenance().settings();
    assertThat(settings)
        .containsEntry("curriculum", "1:2,2:2:none,3:3")
        .containsEntry("transfer", "0.2/0.3")
        .containsEntry("deepSupervision", "0.5,0.25")
        .containsEntry("bnMomentum", "0.9");
    assertThat(settings.get("network")).contains("dropout=0.25");
    assertThat(settings.get("samplers")).startsWith("[evenClasses(0.6), uniform(");
    assertThat(settings.get("optimizer")).contains("beta1=0.8", "beta2=0.99", "epsilon=1.0E-6");
    JsonObject config =
        JsonParser.parseString(Files.readString(run.resolve("config.json"))).getAsJsonObject();
    assertThat(config.get("iterations").getAsInt()).isEqualTo(7);
    assertThat(EngineKind.of(config.get("engine").getAsString())).isNotNull();
    Run.of("train", "--resume", run).succeeded();
    Run other = Run.of("train", "--resume", run, "--beta1", "0.9");
    assertThat(other.exitCode()).isEqualTo(1);
    assertThat(other.err()).contains("is of another training").contains("beta1=0.9");
  }

  @Test
  void onePatchSizeStandsForAllThreeAxes() throws IOException {
    Path run = folder.resolve("run");
    train("--out", run, "--patch", "16").succeeded();
    assertThat(ModelPackage.open(run).manifest().patch()).isEqualTo(new Shape(16, 16, 16));
  }

  @Test
  void refusesWhatCannotBeTrained() {
    Path run = folder.resolve("run");
    Run.of("train", "--out", run).wasWrongUsage("Missing required option: '--data=DIR'");
    Run.of("train", "--data", data).wasWrongUsage("Missing required option: '--out=RUN'");
    train("--out", run, "--preset", "om-nut").wasWrongUsage("known: [mc1, mc2, mc3, om-net-0");
    train("--out", run, "--loss", "hinge").wasWrongUsage("cross-entropy");
    train("--out", run, "--deep-supervision", "0.5").wasWrongUsage("such as 0.5,0.25");
    train("--out", run, "--optimizer", "lion").wasWrongUsage("known: sgd, adam, adamw");
    train("--out", run, "--schedule", "saw").wasWrongUsage("cosine");
    train("--out", run, "--augment", "wild").wasWrongUsage("known: [none, light");
    train("--out", run, "--patch", "16,16,15").wasWrongUsage("multiples of 8");
    train("--out", run, "--patch", "16,16").wasWrongUsage("one number or three");
    train("--out", run, "--rate", "0").wasWrongUsage("rate");
    train("--out", run, "--keep", "0").wasWrongUsage("at least 1 is kept");
    train("--out", run, "--plateau", "1").wasWrongUsage("leave the plateau out");
    train("--out", run, "--iterations", "400", "--plateau", "11").wasWrongUsage("at most 10 fit");
    train("--out", run, "--stages", "1:2,3:7").wasWrongUsage("take 9 steps");
    train("--out", run, "--stages", "1:x,3").wasWrongUsage("TASKS:LENGTH");
    train("--out", run, "--stages", "4").wasWrongUsage("trains 4 tasks, the network has 3");
    train("--out", run, "--transfer", "0.4").wasWrongUsage("such as 0.4/0.5");
    train("--out", run, "--preset", "mc3", "--transfer", "none").wasWrongUsage("several tasks");
    train("--out", run, "--preset", "mc3", "--stages", "1:2,2:2:0.4/0.5,3:4")
        .wasWrongUsage("a transfer in --stages is for networks with several tasks");
    train("--out", run, "--beta1", "0.9").wasWrongUsage("for --optimizer adam");
    train("--out", run, "--dropout", "1").wasWrongUsage("dropout must be in [0, 1)");
    train("--out", run, "--bn-momentum", "1").wasWrongUsage("[0, 1)");
    train("--out", run, "--elsewhere").wasWrongUsage("--elsewhere goes with --resume");
    train("--out", run, "--device", "gpu7").failedWith(Path.of("gpu7"), "--device cpu");
    assertThat(run).doesNotExist();
  }

  @Test
  void listsTheKnownFileNamesWithAnExampleOfEach() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("unnamed"));
    Run run = Run.of("train", "--data", empty, "--out", folder.resolve("run"));
    for (FileLayout layout : FileLayout.KNOWN) {
      assertThat(run.err()).containsPattern("case1\\S* \\(" + layout.name() + "\\)");
    }
    run.failedWith(empty, "rename the files, or name them");
  }

  @Test
  void namesSubjectsThatCannotBeTrainedOn() throws IOException {
    Path run = folder.resolve("run");
    Path empty = Files.createDirectory(folder.resolve("empty"));
    Run.of("train", "--data", empty, "--out", run)
        .failedWith(empty, "rename the files, or name them");
    train("--out", run, "--patch", "16,32,16")
        .failedWith(
            Path.of("phantom_000"), "voxels after preprocessing, too few for a patch of 16x32x16");
    Path odd = data.resolve("phantom_000").resolve("phantom_000_seg.nii.gz");
    LabelMap truth = Images.readLabels(odd);
    byte[] labels = truth.data().clone();
    labels[0] = 7;
    try {
      Images.write(odd, LabelMap.wrap(truth.grid(), labels));
      train("--out", run).failedWith(odd, "labels [7]");
    } finally {
      Images.write(odd, truth);
    }
    assertThat(run).doesNotExist();
  }
}
