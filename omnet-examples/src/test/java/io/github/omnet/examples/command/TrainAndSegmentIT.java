package io.github.omnet.examples.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.omnet.core.volume.Affine;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.LabelMap;
import io.github.omnet.core.volume.Volume;
import io.github.omnet.examples.Run;
import io.github.omnet.examples.TestImages;
import io.github.omnet.io.Images;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole path on the command line, and every way in which it can end early. */
class TrainAndSegmentIT {
  @TempDir static Path data;
  private static Path model;

  @TempDir Path folder;
  private Path subject;
  private Path out;

  @BeforeAll
  static void train() {
    model = data.resolve("model");
    Run.of("phantom", "--out", data.resolve("cohort"), "--subjects", 3, "--voxels", 24).succeeded();
    Run run =
        Run.of(
            "train",
            "--data",
            data.resolve("cohort"),
            "--preset",
            "om-net",
            "--out",
            model,
            "--width",
            2,
            "--iterations",
            2,
            "--batch",
            1,
            "--patch",
            "16,16,16",
            "--validate",
            "phantom_002");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).contains("model in " + model).contains("phantom_002").contains("WT");
  }

  @BeforeEach
  void copySubject() throws IOException {
    subject = Files.createDirectory(folder.resolve("phantom_000"));
    out = folder.resolve("seg.nii.gz");
    try (Stream<Path> files = Files.list(data.resolve("cohort").resolve("phantom_000"))) {
      for (Path file : files.toList()) {
        Files.copy(file, subject.resolve(file.getFileName()));
      }
    }
  }

  @Test
  void segmentsOnTheGridOfTheInput() throws IOException {
    Path png = folder.resolve("picture.png");

    JsonObject json =
        Run.of(
                "segment",
                "--subject",
                subject,
                "--model",
                model,
                "--out",
                out,
                "--overlay",
                png,
                "--labels",
                "brats2023",
                "--json")
            .json();

    LabelMap labels = Images.readLabels(out);
    assertThat(labels.grid()).isEqualTo(Images.readVolume(file("flair")).grid());
    assertThat(json.get("labels").getAsString()).isEqualTo("brats2023");
    assertThat(json.getAsJsonObject("regions").keySet()).containsExactly("WT", "TC", "ET");
    assertThat(json.getAsJsonObject("seconds").keySet()).contains("network");
    JsonObject quality = json.getAsJsonObject("quality");
    assertThat(quality.get("score").getAsDouble()).isBetween(0.0, 0.8);
    assertThat(quality.get("doubtful").getAsBoolean()).as("2 steps teach nothing").isTrue();
    assertThat(quality.getAsJsonObject("expectedDice").keySet()).containsExactly("WT", "TC", "ET");
    assertThat(png).isNotEmptyFile();
  }

  @Test
  void tellsTheSecondsOfEveryStage() {
    Run run =
        Run.of(
            "segment", "--subject", subject, "--model", model, "--out", out, "--timings", "--json");

    JsonObject seconds = run.json().getAsJsonObject("seconds");
    assertThat(seconds.keySet())
        .containsExactly(
            "start",
            "model",
            "headers",
            "read",
            "engine",
            "check",
            "prepare",
            "wait",
            "windows",
            "network",
            "stitch",
            "fuse",
            "post-process",
            "restore",
            "close",
            "write");
    seconds.entrySet().forEach(stage -> assertThat(stage.getValue().getAsDouble()).isNotNegative());
    assertThat(run.json().get("processorSeconds").getAsDouble()).isPositive();
    assertThat(run.err().lines().map(line -> line.split(" ", 2)[0]).toList())
        .containsSubsequence(seconds.keySet())
        .contains("all");
  }

  @Test
  void startsNoEngineThatOutlivesAFailedRead() throws IOException {
    Path cut = TestImages.truncated(file("t1"));

    segment().failedWith(cut, ";");

    assertThat(Thread.getAllStackTraces().keySet())
        .extracting(Thread::getName)
        .doesNotContain("omnet-segmenter-start");
  }

  @Test
  void takesFourFilesInsteadOfAFolder() throws IOException {
    Path named = folder.resolve("named.nii");

    Run.of("segment", "--subject", subject, "--model", model, "--out", out).succeeded();
    Run.of(
            "segment",
            "--flair",
            file("flair"),
            "--t1",
            file("t1"),
            "--t1c",
            file("t1ce"),
            "--t2",
            file("t2"),
            "--model",
            model,
            "--out",
            named)
        .succeeded();

    assertThat(Images.readLabels(named).data()).isEqualTo(Images.readLabels(out).data());
  }

  @Test
  void writesMetaImageIntoAFolderThatItMakesAndCallsTheSubjectByItsId() throws IOException {
    Path mha = folder.resolve("results").resolve("first").resolve("seg.mha");
    Object[] words = {
      "segment",
      "--flair",
      file("flair"),
      "--t1",
      file("t1"),
      "--t1c",
      file("t1ce"),
      "--t2",
      file("t2"),
      "--id",
      "case 7",
      "--model",
      model,
      "--out",
      mha,
      "--json"
    };

    JsonObject json = Run.of(words).json();

    assertThat(json.get("subject").getAsString()).isEqualTo("case 7");
    assertThat(Files.readString(mha, StandardCharsets.ISO_8859_1)).startsWith("ObjectType = Image");
    LabelMap labels = Images.readLabels(mha);
    assertThat(labels.grid()).isEqualTo(Images.readVolume(file("flair")).grid());
    Run.of("segment", "--subject", subject, "--model", model, "--out", out).succeeded();
    assertThat(labels.data()).isEqualTo(Images.readLabels(out).data());
  }

  @Test
  void namesTheModalityThatIsMissing() throws IOException {
    Files.delete(file("t1ce"));

    segment().failedWith(Path.of("phantom_000_t1ce.nii.gz"), "T1C is missing");
    nothingIsLeft();
  }

  @Test
  void namesTheFilesWhoseGridsDiffer() throws IOException {
    Volume t2 = Images.readVolume(file("t2"));
    Grid moved = new Grid(t2.grid().shape(), Affine.identity());
    Images.write(file("t2"), Volume.wrap(moved, t2.data()));

    segment().failedWith(Path.of("phantom_000"), "resample one onto the other's grid");
    nothingIsLeft();
  }

  @Test
  void namesTheFileThatIsCutShort() throws IOException {
    Path cut = TestImages.truncated(file("t1"));

    segment().failedWith(cut, ";");
    nothingIsLeft();
  }

  @Test
  void namesTheFileThatIsNoImage() throws IOException {
    Path text = Files.writeString(file("flair"), "no image, ".repeat(100));

    segment().failedWith(text, "the file is not NIfTI");
    nothingIsLeft();
  }

  @Test
  void refusesImagesWithoutOrientationUnlessAllowedAndThenClaimsNone() throws IOException {
    Object[] four = new Object[4];
    String[] names = {"flair", "t1", "t1ce", "t2"};
    for (int n = 0; n < 4; n++) {
      Path plain = folder.resolve(names[n] + ".nii");
      Images.write(plain, Images.readVolume(file(names[n])));
      four[n] = TestImages.withoutOrientation(plain);
    }
    Object[] words = {
      "segment", "--flair", four[0], "--t1", four[1], "--t1c", four[2], "--t2", four[3], "--model",
      model, "--out", out, "--json"
    };
    Run.of(words).failedWith(folder, "--allow-unstated-orientation");
    assertThat(out).doesNotExist();

    Object[] allowed = Arrays.copyOf(words, words.length + 1);
    allowed[words.length] = "--allow-unstated-orientation";
    Run run = Run.of(allowed);
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.err()).contains(four[3] + ": warning: ");
    assertThat(JsonParser.parseString(run.out()).getAsJsonObject().getAsJsonArray("warnings"))
        .hasSize(4);
    assertThat(Images.readHeader(out).hasOrientation()).isFalse();
    assertThat(Images.readLabels(out).grid()).isEqualTo(Images.readVolume((Path) four[0]).grid());
  }

  @Test
  void namesTheModelThatIsMissingOrDamaged() throws IOException {
    Path none = folder.resolve("none");
    Run.of("segment", "--subject", subject, "--model", none, "--out", out)
        .failedWith(none, "'train'");

    Path damaged = Files.createDirectory(folder.resolve("damaged"));
    try (Stream<Path> files = Files.list(model)) {
      for (Path file : files.toList()) {
        Files.copy(file, damaged.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    TestImages.truncated(damaged.resolve("weights.safetensors"));
    Run.of("segment", "--subject", subject, "--model", damaged, "--out", out)
        .failedWith(damaged.resolve("weights.safetensors"), "train the model again");

    assertThat(TestImages.namesIn(folder)).containsExactly("damaged", "phantom_000");
  }

  @Test
  void looksAtThePlaceForTheResultBeforeTheWork() throws IOException {
    Run.of("segment", "--subject", subject, "--model", model, "--out", folder.resolve("seg.png"))
        .wasWrongUsage("--out must end in .nii.gz, .nii or .mha");
    Run.of("segment", "--model", model, "--out", out).wasWrongUsage("--subject");
    Run.of("segment", "--flair", file("flair"), "--model", model, "--out", out)
        .wasWrongUsage("--t1");
    Run.of("segment", "--subject", data.resolve("cohort"), "--model", model, "--out", out)
        .failedWith(data.resolve("cohort"), "name one's folder");
    nothingIsLeft();
  }

  @Test
  void refusesAGpuThatIsNotThere() throws IOException {
    Run run =
        Run.of(
            "segment", "--subject", subject, "--model", model, "--out", out, "--device", "gpu99");

    run.failedWith(Path.of("gpu99"), "use --device cpu");
    Run.of("segment", "--subject", subject, "--model", model, "--out", out, "--device", "tpu")
        .wasWrongUsage("'tpu' is no device");
    Run.of("segment", "--subject", subject, "--model", model, "--out", out, "--engine", "jax")
        .wasWrongUsage("'jax' is no engine");
    nothingIsLeft();
  }

  @Test
  void trainingRefusesWhatItCannotLearnFrom() throws IOException {
    Path run = folder.resolve("run");
    Path cohort = data.resolve("cohort");
    Run.of("train", "--data", folder.resolve("none"), "--out", run)
        .failedWith(folder.resolve("none"), "name the folder");
    Run.of("train", "--data", cohort, "--out", run, "--subjects", "phantom_009")
        .failedWith(cohort, "no subject phantom_009");
    Run.of(
            "train",
            "--data",
            cohort,
            "--out",
            run,
            "--validate",
            "phantom_000,phantom_001,phantom_002")
        .failedWith(cohort, "no subject to train on");
    Run.of(
            "train",
            "--data",
            cohort,
            "--out",
            run,
            "--subjects",
            "phantom_000",
            "--validate",
            "phantom_000")
        .wasWrongUsage("both");
    Run.of("train", "--data", cohort, "--out", run, "--width", 0).wasWrongUsage("found 0");
    Files.delete(file("seg"));
    Run.of("train", "--data", subject, "--out", run)
        .failedWith(Path.of("phantom_000"), "no segmentation");

    assertThat(run).doesNotExist();
  }

  @Test
  void trainingNamesAllThatIsMissingBeforeItBegins() throws IOException {
    Path cohort = folder.resolve("cohort");
    Run.of("phantom", "--out", cohort, "--subjects", 3, "--voxels", 24).succeeded();
    Files.delete(cohort.resolve("phantom_000").resolve("phantom_000_t2.nii.gz"));
    Files.delete(cohort.resolve("phantom_001").resolve("phantom_001_seg.nii.gz"));
    Files.delete(cohort.resolve("phantom_002").resolve("phantom_002_seg.nii.gz"));
    Path run = folder.resolve("run");
    Run failed = Run.of("train", "--data", cohort, "--out", run, "--validate", "phantom_002");
    failed.failedWith(Path.of("phantom_000_t2.nii.gz"), "T2 is missing");
    failed.failedWith(Path.of("phantom_001"), "no segmentation");
    failed.failedWith(Path.of("phantom_002"), "leave subjects out");
    assertThat(run).doesNotExist();
  }

  @Test
  void theModelTellsWhatItWasTrainedAndValidatedOn() {
    JsonObject shown = Run.of("model", "show", model, "--json").json();
    assertThat(shown.get("trainingSubjects").toString())
        .isEqualTo("[\"phantom_000\",\"phantom_001\"]");
    assertThat(shown.get("validationSubjects").toString()).isEqualTo("[\"phantom_002\"]");
  }

  @Test
  void refusesOneFileForTwoModalities() {
    Run.of(
            "segment",
            "--flair",
            file("flair"),
            "--t1",
            subject.resolve(".").resolve(file("flair").getFileName()),
            "--t1c",
            file("t1ce"),
            "--t2",
            file("t2"),
            "--model",
            model,
            "--out",
            out)
        .failedWith(file("flair"), "--flair and --t1");
    assertThat(out).doesNotExist();
  }

  private Run segment() {
    return Run.of("segment", "--subject", subject, "--model", model, "--out", out);
  }

  private Path file(String suffix) {
    return subject.resolve("phantom_000_" + suffix + ".nii.gz");
  }

  private void nothingIsLeft() throws IOException {
    assertThat(TestImages.namesIn(folder)).containsExactly("phantom_000");
  }
}
