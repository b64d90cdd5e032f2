package io.github.omnet.examples.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.omnet.core.internal.file.FileClaim;
import io.github.omnet.core.volume.Volume;
import io.github.omnet.examples.Run;
import io.github.omnet.io.Images;
import io.github.omnet.models.packaging.ModelPackage;
import io.github.omnet.models.packaging.ModelWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many subjects in one run, and looking at models. */
class CohortAndModelIT {
  @TempDir static Path data;
  private static Path model;

  @TempDir Path folder;

  @BeforeAll
  static void train() {
    model = data.resolve("model");
    Run.of("phantom", "--out", data.resolve("cohort"), "--subjects", 2, "--voxels", 24).succeeded();
    Run.train(data.resolve("cohort"), model, 2);
  }

  private Run segment(Path cohort, Path trained) {
    return Run.of(
        "segment", "--data", cohort, "--model", trained, "--out", folder.resolve("out"), "--json");
  }

  @Test
  void aCohortIsSegmentedAndGoesOnWhereItStopped() throws IOException {
    JsonObject first = segment(data.resolve("cohort"), model).json();
    assertThat(first.get("failed").getAsInt()).isZero();
    assertThat(first.get("alreadyThere").getAsInt()).isZero();
    Path kept = folder.resolve("out").resolve("phantom_000.nii.gz");
    Path lost = folder.resolve("out").resolve("phantom_001.nii.gz");
    FileTime written = Files.getLastModifiedTime(kept);
    Files.delete(lost);
    JsonObject second = segment(data.resolve("cohort"), model).json();
    assertThat(second.get("alreadyThere").getAsInt()).isEqualTo(1);
    assertThat(lost).exists();
    assertThat(Files.getLastModifiedTime(kept)).isEqualTo(written);
    assertThat(folder.resolve("out").resolve("cohort.json")).exists();
  }

  @Test
  void aSubjectThatFailsDoesNotEndTheRun() throws IOException {
    Path cohort = folder.resolve("damaged");
    Run.of("phantom", "--out", cohort, "--subjects", 2, "--voxels", 24).succeeded();
    Files.writeString(cohort.resolve("phantom_000").resolve("phantom_000_t1.nii.gz"), "junk");
    Run run = segment(cohort, model);
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(folder.resolve("out").resolve("phantom_001.nii.gz")).exists();
    assertThat(folder.resolve("out").resolve("phantom_000.nii.gz")).doesNotExist();
    assertThat(Files.readString(folder.resolve("out").resolve("cohort.json")))
        .contains("phantom_000_t1.nii.gz");
  }

  @Test
  void twoRunsIntoOneFolderShareTheSubjects() throws Exception {
    Path cohort = folder.resolve("six");
    Run.of("phantom", "--out", cohort, "--subjects", 6, "--voxels", 24).succeeded();
    // Whoever loads a subject is warned of it, so that the warnings count the work.
    for (int n = 0; n < 6; n++) {
      String id = "phantom_00" + n;
      Path image = cohort.resolve(id).resolve(id + "_t2.nii.gz");
      Volume volume = Images.readVolume(image);
      Images.write(image, Volume.wrap(volume.grid(), new float[volume.data().length]));
    }
    ExecutorService two = Executors.newFixedThreadPool(2);
    List<Future<Run>> runs = new ArrayList<>();
    for (int n = 0; n < 2; n++) {
      runs.add(two.submit(() -> segment(cohort, model)));
    }
    two.shutdown();
    long loaded = 0;
    for (Future<Run> run : runs) {
      assertThat(run.get().exitCode()).as(run.get().err()).isZero();
      JsonObject result = JsonParser.parseString(run.get().out()).getAsJsonObject();
      assertThat(result.getAsJsonObject("subjects").keySet()).hasSize(6);
      assertThat(result.get("failed").getAsInt()).isZero();
      assertThat(run.get().err()).doesNotContain("another run has");
      loaded += run.get().err().lines().filter(line -> line.contains("every voxel is 0")).count();
    }
    assertThat(loaded).as("no subject is segmented twice").isEqualTo(6);
    Path out = folder.resolve("out");
    for (int n = 0; n < 6; n++) {
      assertThat(out.resolve("phantom_00" + n + ".nii.gz")).exists();
    }
    assertThat(out.resolve(".claims")).doesNotExist();
    assertThat(Files.readString(out.resolve("cohort.json")))
        .contains("\"data\": \"../six\"")
        .doesNotContain(folder.toString());
  }

  @Test
  void aRunOfAnotherModelIsRefusedAndLeavesTheFolderAsItWas() throws IOException {
    segment(data.resolve("cohort"), model).succeeded();
    Path out = folder.resolve("out");
    String record = Files.readString(out.resolve("cohort.json"));
    Path other = folder.resolve("other");
    Run.train(data.resolve("cohort"), other, 3);
    Run refused = segment(data.resolve("cohort"), other);
    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.err()).contains("these results have weights", "choose another --out");
    assertThat(out.resolve(".claims")).doesNotExist();
    assertThat(Files.readString(out.resolve("cohort.json"))).isEqualTo(record);
  }

  @Test
  void aSubjectThatAnotherRunHasInWorkIsWaitedForAndThenTakenOver() throws Exception {
    Path claims = Files.createDirectories(folder.resolve("out/.claims"));
    ExecutorService one = Executors.newSingleThreadExecutor();
    Future<Run> run;
    FileClaim other = FileClaim.tryTake(claims.resolve("phantom_000.claim")).orElseThrow();
    try {
      run = one.submit(() -> segment(data.resolve("cohort"), model));
      while (!Files.exists(folder.resolve("out/phantom_001.nii.gz"))) {
        assertThat(run.isDone()).isFalse();
        Thread.sleep(20);
      }
      Thread.sleep(300);
      assertThat(run.isDone()).isFalse();
      assertThat(folder.resolve("out/phantom_000.nii.gz")).doesNotExist();
    } finally {
      other.close();
      one.shutdown();
    }
    // The other run came to nothing.
    run.get().succeeded();
    assertThat(folder.resolve("out/phantom_000.nii.gz")).exists();
  }

  @Test
  void modelsAndMirroredCopiesAreAveragedAndTheirProbabilitiesWritten() throws IOException {
    Path subject = data.resolve("cohort").resolve("phantom_000");
    Path zip = folder.resolve("again.zip");
    ModelWriter.toZip(ModelPackage.open(model), zip);
    Path result = folder.resolve("seg.nii.gz");
    Path p = folder.resolve("p");
    JsonObject json =
        Run.of(
                "segment",
                "--subject",
                subject,
                "--model",
                model + "," + zip,
                "--flips",
                "x",
                "--out",
                result,
                "--probabilities",
                p,
                "--uncertainty",
                folder.resolve("entropy.nii.gz"),
                "--json")
            .json();
    assertThat(json.getAsJsonObject("provenance").get("flips").getAsString()).isEqualTo("2");
    Volume whole = Images.readVolume(p.resolve("WT.nii.gz"));
    Volume core = Images.readVolume(p.resolve("TC.nii.gz"));
    assertThat(p.resolve("ET.nii.gz")).exists();
    Volume entropy = Images.readVolume(folder.resolve("entropy.nii.gz"));
    float largest = 0;
    for (int n = 0; n < whole.data().length; n++) {
      assertThat(whole.data()[n]).isBetween(0f, 1.0001f);
      assertThat(core.data()[n]).isLessThanOrEqualTo(whole.data()[n] + 1e-5f);
      largest = Math.max(largest, entropy.data()[n]);
    }
    assertThat(largest).isBetween(0.01f, (float) Math.log(5) + 1e-4f);
    Run.of("segment", "--subject", subject, "--model", model, "--out", result, "--flips", "q")
        .wasWrongUsage("axes are letters among x, y and z");
  }

  @Test
  void resultsOfOtherWeightsAreNotMixedIn() throws IOException {
    Path out = Files.createDirectory(folder.resolve("out"));
    Files.writeString(out.resolve("cohort.json"), "{\"weights\": \"0123\"}");
    Run run = segment(data.resolve("cohort"), model);
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("0123").contains("--out");
  }

  @Test
  void whatIsThereMustHaveComeAboutInTheSameWay() throws IOException {
    Path cohort = data.resolve("cohort");
    assertThat(segment(cohort, model).json().get("labels").getAsString()).isEqualTo("brats2021");
    Path out = folder.resolve("out");
    Path record = out.resolve("cohort.json");
    String written = Files.readString(record);
    Files.delete(out.resolve("phantom_001.nii.gz"));

    Run.of("segment", "--data", cohort, "--model", model, "--out", out, "--labels", "brats2023")
        .failedWith(record, "labels \"brats2021\", this run has \"brats2023\"");

    Files.writeString(record, written.replace("\"overlap\": 0.25", "\"overlap\": 0.5"));
    segment(cohort, model).failedWith(record, "these results have inference");

    Files.delete(record);
    segment(cohort, model).failedWith(out.resolve("phantom_000.nii.gz"), "choose another --out");
    assertThat(out.resolve("phantom_001.nii.gz")).doesNotExist();
  }

  @Test
  void theRecordIsThereBeforeTheFirstSubjectIsThrough() {
    Path record = folder.resolve("out").resolve("cohort.json");
    List<Boolean> seen = new ArrayList<>();
    Run.watched(
            line -> seen.add(Files.exists(record)),
            "segment",
            "--data",
            data.resolve("cohort"),
            "--model",
            model,
            "--out",
            folder.resolve("out"))
        .succeeded();
    assertThat(seen).containsExactly(true, true);
  }

  @Test
  void aModelIsWrittenWithThresholdsThatEverySegmentationThenHas() throws IOException {
    Path subject = data.resolve("cohort").resolve("phantom_000");
    Path lower = folder.resolve("new/lower.zip");
    Run set = Run.of("model", "set", model, "--threshold", "WT=0.05", "--out", lower).succeeded();
    assertThat(set.out()).contains("thresholds WT=0.05,TC=0.5,ET=0.5");
    JsonObject shown = Run.of("model", "show", lower, "--json").json();
    JsonObject inference = shown.getAsJsonObject("inference");
    assertThat(inference.getAsJsonObject("thresholds").get("WT").getAsDouble()).isEqualTo(0.05);
    assertThat(Run.of("model", "show", lower).out()).contains("thresholds WT=0.05");
    assertThat(Run.of("model", "show", model).out()).contains("most probable class");

    Path p = folder.resolve("p");
    Path result = folder.resolve("seg.nii.gz");
    JsonObject json = segment(subject, lower, result, "--probabilities", p).json();
    assertThat(json.getAsJsonObject("provenance").get("settings").getAsString())
        .contains("WT=0.05");
    float[] labels = Images.readVolume(result).data();
    float[] whole = Images.readVolume(p.resolve("WT.nii.gz")).data();
    int tumour = 0;
    for (int n = 0; n < labels.length; n++) {
      if (labels[n] > 0) {
        tumour++;
        assertThat(whole[n]).isGreaterThanOrEqualTo(0.05f);
      }
    }
    assertThat(tumour).isGreaterThan(voxels(segment(subject, model, result).json()));
    assertThat(voxels(segment(subject, model, result, "--threshold", "WT=0.05").json()))
        .isEqualTo(tumour);
    assertThat(voxels(segment(subject, lower, result, "--threshold", "none").json()))
        .isLessThan(tumour);

    Path back = folder.resolve("back");
    Run.of("model", "set", lower, "--threshold", "none", "--out", back).succeeded();
    assertThat(ModelPackage.open(back).manifest().inference())
        .isEqualTo(ModelPackage.open(model).manifest().inference());
    Run.of("model", "set", model, "--threshold", "WT=1", "--out", back)
        .wasWrongUsage("must be between 0 and 1");
    Run.of("model", "set", model, "--out", back).wasWrongUsage("give --threshold, --rule");

    String rule = "components(maximumThreshold=7, shareOfLargest=0.2, connectivity=FACES)";
    Run.of("model", "set", model, "--rule", rule, "--out", lower).succeeded();
    assertThat(ModelPackage.open(lower).manifest().inference().postProcessing())
        .containsExactly(rule);
    Run.of("model", "set", model, "--rule", "crf", "--out", back)
        .wasWrongUsage(
            "no rule is called 'crf'; known: [components, coreless-parts, far-core, little-enhancing, oedema]");
  }

  @Test
  void modelsAreJoinedIntoOne() throws IOException {
    Path other = folder.resolve("other");
    Run.of("model", "set", model, "--half", "--out", other).succeeded();
    Path joined = folder.resolve("joined.zip");
    String both = model + "," + other;
    Path card = Files.writeString(folder.resolve("card.md"), "# Two\n");
    assertThat(
            Run.of("model", "set", both, "--name", "two", "--card", card, "--out", joined)
                .succeeded()
                .out())
        .contains("average of 2 networks");
    assertThat(ModelPackage.open(joined).manifest().name()).isEqualTo("two");
    assertThat(ModelPackage.open(joined).card()).isEqualTo("# Two\n");
    Path latin = Files.write(folder.resolve("latin.md"), new byte[] {'#', ' ', (byte) 0xe9});
    Run.of("model", "set", model, "--card", latin, "--out", other)
        .failedWith(latin, "not UTF-8; save it as UTF-8");
    Run unnamed = Run.of("model", "set", model, "--name", "", "--out", other);
    assertThat(unnamed.exitCode()).isEqualTo(1);
    assertThat(unnamed.err()).contains("1 to 200 characters");
    assertThat(Run.of("model", "verify", joined).exitCode()).isZero();
    JsonObject shown = Run.of("model", "show", joined, "--json").json();
    assertThat(shown.getAsJsonArray("networks")).hasSize(2);
    Path subject = data.resolve("cohort").resolve("phantom_001");
    Path result = folder.resolve("seg.nii.gz");
    int together = voxels(segment(subject, joined, result).json());
    assertThat(together).isPositive();
    float[] labels = Images.readVolume(result).data();
    Run.of("segment", "--subject", subject, "--model", both, "--out", result).succeeded();
    assertThat(Images.readVolume(result).data()).containsExactly(labels);
    Run.of(
            "train",
            "--data",
            data.resolve("cohort"),
            "--from",
            joined,
            "--iterations",
            1,
            "--recalibrate",
            1,
            "--out",
            folder.resolve("run"))
        .succeeded();
    ModelPackage trained = ModelPackage.open(folder.resolve("run"));
    assertThat(trained.manifest().networks()).hasSize(1);
    assertThat(trained.manifest().provenance().settings().get("startedFrom"))
        .contains(ModelPackage.open(model).fingerprint());
    Run.of("model", "set", "--half", "--out", joined).wasWrongUsage("FILES");
  }

  @Test
  void resultsOfOtherThresholdsAreNotMixedIn() {
    segment(data.resolve("cohort"), model).succeeded();
    Run.of(
            "segment",
            "--data",
            data.resolve("cohort"),
            "--model",
            model,
            "--out",
            folder.resolve("out"),
            "--threshold",
            "WT=0.35")
        .failedWith(folder.resolve("out").resolve("cohort.json"), "WT=0.35,TC=0.5,ET=0.5");
  }

  private static Run segment(Path subject, Path trained, Path out, Object... more) {
    List<Object> arguments =
        new ArrayList<>(
            List.of("segment", "--subject", subject, "--model", trained, "--out", out, "--json"));
    arguments.addAll(List.of(more));
    return Run.of(arguments.toArray());
  }

  private static int voxels(JsonObject segmented) {
    return segmented.getAsJsonObject("regions").getAsJsonObject("WT").get("voxels").getAsInt();
  }

  @Test
  void modelShowTellsWhatItIsAndVerifyThatItIsWhole() throws IOException {
    JsonObject shown = Run.of("model", "show", model, "--json").json();
    assertThat(shown.get("architecture").getAsString()).isEqualTo("om-net");
    assertThat(shown.getAsJsonArray("trainingSubjects")).hasSize(2);
    assertThat(shown.toString()).doesNotContainPattern("[A-Z]\\w+\\[").doesNotContain("()");
    assertThat(Run.of("model", "show", model).out())
        .contains("Not a medical device", "network  network(channels=", "optimizer  sgd(")
        .doesNotContainPattern("[A-Z]\\w+\\[");
    Run whole = Run.of("model", "verify", model);
    assertThat(whole.exitCode()).isZero();
    assertThat(whole.out()).contains(shown.get("weights").getAsString());

    Path damaged = Files.createDirectory(folder.resolve("damaged"));
    for (String name : new String[] {"model.json", "LICENSE", "MODEL_CARD.md"}) {
      Files.copy(model.resolve(name), damaged.resolve(name));
    }
    byte[] weights = Files.readAllBytes(model.resolve("weights.safetensors"));
    weights[weights.length - 1] ^= 1;
    Files.write(damaged.resolve("weights.safetensors"), weights);
    Run refused = Run.of("model", "verify", damaged);
    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.err()).contains("weights.safetensors").contains("SHA-256");
  }
}
