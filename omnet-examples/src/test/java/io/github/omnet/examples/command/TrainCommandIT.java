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
import io.github.omnet.models.packaging.ModelManifest;
import io.github.omnet.models.packaging.ModelPackage;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainCommandIT {
  @TempDir static Path shared;

  @TempDir private Path folder;

  private static Path data;

  @BeforeAll
  static void makeSubjects() {
    data = shared.resolve("cohort");
    Run.of("phantom", "--out", data, "--subjects", 2, "--voxels", 24).succeeded();
  }

  /** Trains for a moment; what is said twice counts as said by the test. */
  private static Run train(Object... more) {
    return Run.smallest("train", Map.of("--data", data, "--iterations", 8), more);
  }

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
  void whatPrintConfigPrintsTrainsAlike() throws IOException {
    Path config = folder.resolve("train.json");
    Run printed =
        train("--out", folder.resolve("a"), "--schedule", "cosine", "--subjects", "phantom_000")
            .succeeded();
    assertThat(printed.out()).contains("model in ");
    String json =
        train(
                "--out",
                folder.resolve("a"),
                "--schedule",
                "cosine",
                "--subjects",
                "phantom_000",
                "--print-config")
            .succeeded()
            .out();
    JsonObject options = JsonParser.parseString(json).getAsJsonObject();
    // In the folder of a training, paths are relative to it.
    JsonObject kept =
        JsonParser.parseString(Files.readString(folder.resolve("a/config.json"))).getAsJsonObject();
    assertThat(folder.resolve("a").resolve(kept.get("data").getAsString()).normalize())
        .isEqualTo(Path.of(options.get("data").getAsString()));
    kept.add("data", options.get("data"));
    kept.add("out", options.get("out"));
    assertThat(kept).isEqualTo(options);
    assertThat(options.get("schedule").getAsString()).isEqualTo("cosine");
    assertThat(options.get("width").getAsInt()).isEqualTo(2);
    assertThat(options.getAsJsonArray("subjects")).hasSize(1);

    Files.writeString(config, json);
    Run.of("train", "--config", config, "--out", folder.resolve("b")).succeeded();
    assertThat(fingerprint(folder.resolve("b"))).isEqualTo(fingerprint(folder.resolve("a")));
    Run.of(
            "train",
            "--config",
            config,
            "--out",
            folder.resolve("c"),
            "--seed",
            2,
            "--subjects",
            "phantom_001")
        .succeeded();
    assertThat(ModelPackage.open(folder.resolve("c")).manifest().provenance().trainingSubjects())
        .containsExactly("phantom_001");
    assertThat(fingerprint(folder.resolve("c"))).isNotEqualTo(fingerprint(folder.resolve("a")));
  }

  @Test
  void whatIsTypedIsNotBeatenByWhatTheFileSaysInOtherWords() throws IOException {
    Path config = folder.resolve("train.json");
    Files.writeString(
        config,
        "{\"preset\": \"om-net\", \"devices\": [\"cpu\"], \"stages\": \"1:2,3:7\", \"iterations\":"
            + " 9}");
    JsonObject options = printed(config, "--device", "gpu1");
    assertThat(options.has("devices")).isFalse();
    assertThat(options.get("device").getAsString()).isEqualTo("gpu1");
    assertThat(options.get("iterations").getAsInt()).isEqualTo(9);
    assertThat(printed(config, "--devices", "gpu0").getAsJsonArray("devices")).hasSize(1);
    options = printed(config, "--stages", "1:5,3:10");
    assertThat(options.get("iterations").getAsInt()).isEqualTo(15);
    assertThat(options.getAsJsonArray("devices")).hasSize(1);
    options = printed(config, "--stages", "1:5,3");
    assertThat(options.get("iterations").getAsInt()).as("needed for the last").isEqualTo(9);
    assertThat(printed(config, "--stages", "1:1ep,3:1", "--epoch", 16).get("iterations").getAsInt())
        .isEqualTo(3);
    Files.writeString(config, "{\"iterations\": 9}");
    assertThat(printed(config, "--batch", 4).get("iterations").getAsInt()).isEqualTo(9);
  }

  @Test
  void aPresetBringsOptionsThatTheFileAndTheCommandLineGoOver() throws IOException {
    JsonObject preset = printedWith(new Object[] {"--width", 8});
    assertThat(preset.get("preset").getAsString()).as("the default").isEqualTo("few-subjects");
    assertThat(preset.getAsJsonArray("spacing").toString()).isEqualTo("[2.0,2.0,2.0]");
    assertThat(preset.getAsJsonArray("patch").toString()).isEqualTo("[48,48,48]");
    assertThat(preset.get("loss").getAsString()).isEqualTo("region-dice-ce");
    assertThat(preset.get("optimizer").getAsString()).isEqualTo("adamw");
    assertThat(preset.get("rate").getAsDouble()).isEqualTo(0.002);
    assertThat(preset.get("average").getAsDouble()).isEqualTo(0.99);
    assertThat(preset.get("augment").getAsString()).isEqualTo("few-subjects");
    assertThat(preset.get("transplant").getAsDouble()).isEqualTo(0.35);
    assertThat(preset.get("remove-enhancement").getAsDouble()).isEqualTo(0.2);
    assertThat(preset.get("width").getAsInt()).isEqualTo(8);

    Path config = folder.resolve("train.json");
    Files.writeString(
        config, "{\"preset\": \"few-subjects\", \"patch\": [32, 32, 32], \"clip\": 2}");
    JsonObject both = printed(config, "--clip", 3, "--optimizer", "sgd");
    assertThat(both.getAsJsonArray("patch").toString()).isEqualTo("[32,32,32]");
    assertThat(both.get("clip").getAsDouble()).isEqualTo(3);
    assertThat(both.get("loss").getAsString()).isEqualTo("region-dice-ce");
    assertThat(both.has("rate")).as("0.002 is AdamW's").isFalse();
    // A row of the paper's tables brings nothing, whatever the file says.
    assertThat(printed(config, "--preset", "om-net").get("loss").getAsString())
        .isEqualTo("cross-entropy");
    Run.of("train", "--preset", "few-subjects", "--width", "wide").wasWrongUsage("'wide'");
    assertThat(printed(config, "--transplant", 0).get("transplant").getAsDouble()).isZero();
    Run.of("train", "--transplant", "2", "--data", data, "--out", folder)
        .wasWrongUsage("must be in [0, 1]");
    Run.of("train", "--preset", "few-subjects", "--clip", "0", "--data", data, "--out", folder)
        .wasWrongUsage("must be above 0");
  }

  private static JsonObject printed(Path config, Object... more) {
    List<Object> words = new ArrayList<>(List.of("--config", config));
    words.addAll(Arrays.asList(more));
    return printedWith(words.toArray());
  }

  private static JsonObject printedWith(Object[] options) {
    List<Object> words = new ArrayList<>(List.of("train", "--print-config"));
    words.addAll(Arrays.asList(options));
    return JsonParser.parseString(Run.of(words.toArray()).succeeded().out()).getAsJsonObject();
  }

  private static String fingerprint(Path run) throws IOException {
    return ModelPackage.open(run).fingerprint();
  }

  @Test
  void aConfigFileMayHoldNothingButOptions() throws IOException {
    Path config = folder.resolve("train.json");
    Files.writeString(config, "{\"widht\": 8}");
    Run.of("train", "--config", config)
        .failedWith(config, "there is no option 'widht'; did you mean 'width'? known: [");
    Files.writeString(config, "{\"config\": \"x\"}");
    Run.of("train", "--config", config).failedWith(config, "there is no option 'config'");
    Files.writeString(config, "[1, 2]");
    Run.of("train", "--config", config).failedWith(config, "no JSON object");
    Files.writeString(config, "{\"width\": ");
    Run.of("train", "--config", config).failedWith(config, "not JSON");
    Files.writeString(config, "{\"width\": {\"of\": 8}}");
    Run.of("train", "--config", config).failedWith(config, "'width' takes a value");
    Files.writeString(config, "{\"width\": \"wide\"}");
    Run.of("train", "--config", config).wasWrongUsage("'wide'");
    Path none = folder.resolve("none.json");
    Run.of("train", "--config", none).failedWith(none, "no such file");
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
  void onePatchSizeStandsForAllThreeAxes() throws IOException {
    Path run = folder.resolve("run");
    train("--out", run, "--patch", "16").succeeded();
    assertThat(ModelPackage.open(run).manifest().patch()).isEqualTo(new Shape(16, 16, 16));
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

  @Test
  void resumesOnlyWhatIsThereAndTheSame() throws IOException {
    Path run = folder.resolve("run");
    Run.of("train", "--resume", run).failedWith(run, "--resume takes the folder of a training");
    train("--out", run).succeeded();
    String finished = fingerprint(run);
    Run again = Run.of("train", "--resume", run, "--threads", 2).succeeded();
    assertThat(fingerprint(run)).isEqualTo(finished);
    assertThat(again.err()).as("no step, so no waiting").doesNotContain("warning");
    Run other = Run.of("train", "--resume", run, "--rate", 0.01);
    assertThat(other.exitCode()).isEqualTo(1);
    assertThat(other.err()).contains("is of another training").contains("optimizer was");
    Run.of("train", "--resume", run, "--engine", "pytorch")
        .failedWith(run.resolve("checkpoints/iteration-00000008"), "the engine was MXNet");
    Run elsewhere = Run.of("train", "--resume", run, "--engine", "pytorch", "--elsewhere");
    assertThat(elsewhere.exitCode()).as(elsewhere.err()).isZero();
    assertThat(elsewhere.err()).contains("is PyTorch").contains("may differ in their last bits");
    // A finished training may be replaced.
    train("--out", run, "--seed", 9).succeeded();
    assertThat(fingerprint(run)).isNotEqualTo(finished);
    assertThat(run.resolve("before")).doesNotExist();
    assertThat(run.resolve("checkpoints/before")).doesNotExist();
    // Its model stays while another training comes to nothing.
    String replaced = fingerprint(run);
    String table = Files.readString(run.resolve("metrics.csv"));
    assertThat(train("--out", run, "--rate", "1e60").exitCode()).isEqualTo(1);
    assertThat(fingerprint(run)).isEqualTo(replaced);
    assertThat(run.resolve("before/metrics.csv")).hasContent(table);
    assertThat(run.resolve("checkpoints/before/iteration-00000008")).isDirectory();
    train("--out", run).failedWith(run, "holds a training that was stopped");
  }

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

  @Test
  void scoresOnOtherSubjectsGetARowOfTheirOwn() throws IOException {
    Path three = folder.resolve("three");
    Path run = folder.resolve("run");
    Run.of("phantom", "--out", three, "--subjects", 3, "--voxels", 24).succeeded();
    train("--data", three, "--out", run, "--subjects", "phantom_000", "--validate", "phantom_001")
        .succeeded();
    Run.of("train", "--resume", run).succeeded();
    assertThat(MetricsTable.read(run.resolve("metrics.csv")).series("diceMean")).hasSize(1);
    for (int time = 0; time < 2; time++) {
      Run.of("train", "--resume", run, "--validate", "phantom_002").succeeded();
      assertThat(MetricsTable.read(run.resolve("metrics.csv")).series("diceMean")).hasSize(2);
    }
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
  void aRunIsNotTrainedIntoTwiceAtATime() throws IOException {
    Path run = folder.resolve("run");
    train("--out", run).succeeded();
    Path file = run.resolve("checkpoints/.lock");
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      assertThat(lock.isValid()).isTrue();
      train("--out", run).failedWith(run.resolve("checkpoints"), "another training");
      Run.of("train", "--resume", run).failedWith(run.resolve("checkpoints"), "wait until it ends");
    }
    Run.of("train", "--resume", run).succeeded();
  }
}
