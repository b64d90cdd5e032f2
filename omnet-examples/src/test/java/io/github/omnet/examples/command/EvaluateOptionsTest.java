package io.github.omnet.examples.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.core.volume.Volume;
import io.github.omnet.examples.Run;
import io.github.omnet.examples.TestImages;
import io.github.omnet.io.nifti.Nifti;
import io.github.omnet.io.nifti.NiftiWriteOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateOptionsTest {
  @TempDir Path folder;

  private Path labels(String name, int... labels) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return TestImages.labels(file, TestImages.GRID, labels);
  }

  private static JsonObject region(JsonObject evaluation, String name) {
    return evaluation.getAsJsonObject("regions").getAsJsonObject(name);
  }

  @Test
  void everyRegionHasEveryMetricAndTheReportItsDefinitions() throws IOException {
    Path file = labels("a.nii.gz", 0, 2, 1, 4);
    JsonObject json =
        Run.of("evaluate", "--prediction", file, "--reference", file, "--json").json();
    assertThat(region(json, "TC").keySet())
        .containsExactly(
            "dice",
            "iou",
            "sensitivity",
            "specificity",
            "precision",
            "hd",
            "hd95",
            "hd95Pooled",
            "hd95MaxDirected",
            "hd95AreaWeighted",
            "assd",
            "surfaceDice1mm",
            "volumeDifference",
            "predictionVoxels",
            "referenceVoxels");
    assertThat(json.get("preset").getAsString()).isEqualTo("brats");
    assertThat(json.getAsJsonObject("definitions").get("hd95").getAsString())
        .contains("larger of the two directed 95th percentiles");
  }

  @Test
  void aPresetDecidesWhatHd95Is() throws IOException {
    Path prediction = labels("p.nii", 2, 2, 2);
    Path reference = labels("r.nii", 0, 2, 2);
    for (String[] preset :
        new String[][] {
          {"brats", "hd95MaxDirected"},
          {"monai", "hd95MaxDirected"},
          {"medpy", "hd95Pooled"},
          {"deepmind", "hd95AreaWeighted"}
        }) {
      JsonObject whole =
          region(
              Run.of(
                      "evaluate",
                      "--prediction",
                      prediction,
                      "--reference",
                      reference,
                      "--preset",
                      preset[0],
                      "--json")
                  .json(),
              "WT");
      assertThat(whole.get("hd95")).isEqualTo(whole.get(preset[1]));
    }
    Run.of("evaluate", "--prediction", prediction, "--reference", reference, "--preset", "itk")
        .wasWrongUsage("known: brats, monai, medpy, deepmind");
  }

  @Test
  void aPolicyDecidesWhatEmptyRegionsScore() throws IOException {
    Path some = labels("some.nii.gz", 2);
    Path none = labels("none.nii.gz");
    JsonObject json =
        Run.of("evaluate", "--prediction", some, "--reference", none, "--empty", "brats", "--json")
            .json();
    assertThat(region(json, "ET").get("dice").getAsDouble()).isEqualTo(1);
    // 4 x 5 x 6 voxels of 2 x 1 x 3 mm.
    assertThat(region(json, "WT").get("hd95").getAsDouble()).isEqualTo(Math.sqrt(64 + 25 + 324));
  }

  @Test
  void lesionsAreScoredOneByOneWhenAsked() throws IOException {
    Path file = labels("a.nii.gz", 2);
    Run run = Run.of("evaluate", "--prediction", file, "--reference", file, "--lesionwise");
    assertThat(run.succeeded().out()).contains("WT lesion by lesion: Dice 1.0000, HD95 0.00 mm");
    JsonObject json =
        Run.of("evaluate", "--prediction", file, "--reference", file, "--lesionwise", "--json")
            .json();
    assertThat(region(json, "WT").get("lesionWiseDice").getAsDouble()).isEqualTo(1);
    assertThat(json.getAsJsonObject("definitions").get("lesionWiseHd95").getAsString())
        .contains("26 neighbours");
  }

  @Test
  void channelsMayComeLastOrFirst() throws IOException {
    Grid grid = Grid.isotropic(new Shape(3, 2, 1));
    Path last = folder.resolve("last.nii.gz");
    Nifti.writeChannels(
        last,
        List.of(
            Volume.wrap(grid, new float[] {1, 0, 0, 0, 0, 0}),
            Volume.wrap(grid, new float[] {1, 1, 1, 1, 0, 0})),
        NiftiWriteOptions.DEFAULT);
    JsonObject json = evaluateChannels(last);
    assertThat(json.getAsJsonObject("regions").keySet()).containsExactly("ET", "WT");
    assertThat(region(json, "ET").get("referenceVoxels").getAsInt()).isEqualTo(1);
    assertThat(region(json, "WT").get("referenceVoxels").getAsInt()).isEqualTo(4);
    // Channel, x, y, z with the channel fastest: 2 x 3 x 1 x 3.
    Grid slice = Grid.isotropic(new Shape(2, 3, 1));
    Path first = folder.resolve("first.nii.gz");
    Nifti.writeChannels(
        first,
        List.of(
            Volume.wrap(slice, new float[] {1, 1, 0, 1, 0, 1}),
            Volume.wrap(slice, new float[] {0, 1, 0, 0, 0, 0}),
            Volume.wrap(slice, new float[6])),
        NiftiWriteOptions.DEFAULT);
    json = evaluateChannels(first);
    assertThat(region(json, "ET").get("referenceVoxels").getAsInt()).isEqualTo(1);
    assertThat(region(json, "WT").get("referenceVoxels").getAsInt()).isEqualTo(4);
    assertThat(region(json, "WT").get("hd").getAsInt()).isZero();
  }

  @Test
  void channelsMayBeInMetaImage() throws IOException {
    Path file = folder.resolve("masks.mha");
    String header =
        """
        ObjectType = Image
        NDims = 4
        BinaryData = True
        BinaryDataByteOrderMSB = False
        TransformMatrix = 1 0 0 0 0 1 0 0 0 0 1 0 0 0 0 1
        Offset = 0 0 0 0
        ElementSpacing = 1 1 1 1
        DimSize = 3 2 1 2
        ElementType = MET_UCHAR
        ElementDataFile = LOCAL
        """;
    Files.writeString(file, header);
    Files.write(file, new byte[] {1, 0, 0, 0, 0, 0, 1, 1, 1, 1, 0, 0}, StandardOpenOption.APPEND);
    JsonObject json = evaluateChannels(file);
    assertThat(region(json, "ET").get("referenceVoxels").getAsInt()).isEqualTo(1);
    assertThat(region(json, "WT").get("referenceVoxels").getAsInt()).isEqualTo(4);
  }

  private static JsonObject evaluateChannels(Path file) {
    return Run.of(
            "evaluate", "--prediction", file, "--reference", file, "--channels", "ET,WT", "--json")
        .json();
  }

  @Test
  void channelsThatTheFileLacksAreRefused() throws IOException {
    Path last = labels("labels.nii.gz", 2);
    Run.of("evaluate", "--prediction", last, "--reference", last, "--channels", "a,b")
        .failedWith(last, "name all channels");
    Run.of("evaluate", "--prediction", last, "--reference", last, "--channels", "a,a")
        .wasWrongUsage("--channels names a region twice");
  }

  @Test
  void foldersAreMatchedBySubjectAndSummedUp() throws IOException {
    labels("p/a.nii.gz", 2, 2);
    labels("p/b_pred.nii.gz", 2, 0);
    labels("p/x.nii.gz", 2);
    labels("r/a/a_seg.nii.gz", 2, 2);
    labels("r/b/b_seg.nii.gz", 2, 2);
    labels("r/c/c_seg.nii.gz", 2);
    Files.createFile(folder.resolve("r/a/a_flair.nii.gz"));
    Path csv = folder.resolve("table.csv");
    JsonObject json =
        Run.of(
                "evaluate",
                "--prediction",
                folder.resolve("p"),
                "--reference",
                folder.resolve("r"),
                "--csv",
                csv,
                "--json")
            .json();
    assertThat(json.getAsJsonObject("subjects").keySet()).containsExactly("a", "b");
    JsonObject dice = json.getAsJsonObject("summary").getAsJsonObject("WT").getAsJsonObject("dice");
    assertThat(dice.get("mean").getAsDouble()).isEqualTo((1 + 2.0 / 3) / 2);
    assertThat(dice.get("lowerQuartile").getAsDouble()).isEqualTo(2.0 / 3 + 0.25 / 3);
    assertThat(json.get("withoutReference").toString()).isEqualTo("[\"x\"]");
    assertThat(json.get("withoutPrediction").toString()).isEqualTo("[\"c\"]");
    assertThat(json.get("ignored").toString()).contains("a_flair.nii.gz").doesNotContain("a_seg");
    assertThat(json.getAsJsonObject("failed").keySet()).isEmpty();
    assertThat(Files.readAllLines(csv)).hasSize(1 + 2 * 3);
    assertThat(Files.readAllLines(csv).get(1)).startsWith("a,WT,1.0,1.0,");
    assertThat(TestImages.namesIn(folder)).containsExactly("p", "r", "table.csv");
  }

  @Test
  void aCohortIsPrintedForPeopleToo() throws IOException {
    labels("p/a.nii.gz", 2, 2);
    labels("r/a.nii.gz", 2, 2);
    String out =
        Run.of("evaluate", "--prediction", folder.resolve("p"), "--reference", folder.resolve("r"))
            .succeeded()
            .out();
    assertThat(out).containsPattern("WT +dice +1 +1\\.0000 +1\\.0000 +1\\.0000");
  }

  @Test
  void othersMayReadTheTableAsAnyNewFile() throws IOException {
    assumeThat(folder.getFileSystem().supportedFileAttributeViews()).contains("posix");
    Path file = labels("a.nii", 2);
    Path csv = folder.resolve("table.csv");
    Run.of("evaluate", "--prediction", file, "--reference", file, "--csv", csv).succeeded();
    Path plain = Files.createFile(folder.resolve("plain.csv"));
    assertThat(Files.getPosixFilePermissions(csv)).isEqualTo(Files.getPosixFilePermissions(plain));
  }

  @Test
  void aFileThatCannotBeReadDoesNotEndTheEvaluation() throws IOException {
    TestImages.truncated(labels("p/a.nii", 2, 2));
    labels("p/b.nii", 2, 0);
    labels("r/a.nii", 2, 2);
    labels("r/b.nii", 2, 2);
    Path csv = folder.resolve("table.csv");
    Path p = folder.resolve("p");
    Path r = folder.resolve("r");
    Run run = Run.of("evaluate", "--prediction", p, "--reference", r, "--csv", csv, "--json");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.err()).contains("1 of 2 subjects").contains("a.nii");
    JsonObject json = JsonParser.parseString(run.out()).getAsJsonObject();
    assertThat(json.getAsJsonObject("subjects").keySet()).containsExactly("b");
    assertThat(json.getAsJsonObject("failed").keySet()).containsExactly("a");
    assertThat(json.getAsJsonObject("summary").getAsJsonObject("WT").keySet()).contains("dice");
    assertThat(Files.readAllLines(csv)).hasSize(1 + 3);
    Run text = Run.of("evaluate", "--prediction", p, "--reference", r);
    assertThat(text.exitCode()).isEqualTo(1);
    assertThat(text.out()).contains("failed: a: ").containsPattern("WT +dice +1 ");
    Files.delete(p.resolve("b.nii"));
    Run none = Run.of("evaluate", "--prediction", p, "--reference", r, "--csv", csv, "--json");
    assertThat(none.exitCode()).isEqualTo(1);
    assertThat(none.err()).contains("1 of 1 subjects");
  }

  @Test
  void whatDoesNotPairUpIsRefused() throws IOException {
    Path file = labels("p/a.nii.gz", 2);
    labels("r/b.nii.gz", 2);
    Path p = folder.resolve("p");
    Run.of("evaluate", "--prediction", p, "--reference", file).wasWrongUsage("two folders");
    Run.of("evaluate", "--prediction", p, "--reference", folder.resolve("r"))
        .failedWith(p, "name files by subject");
  }
}
