package io.github.omnet.examples.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonObject;
import io.github.omnet.core.volume.Affine;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.examples.Run;
import io.github.omnet.examples.TestImages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateCommandTest {
  @TempDir Path folder;

  @Test
  void printsMetricsPerRegionAsJson() throws IOException {
    Path prediction = labels("p.nii.gz", 0, 2, 2, 1, 4);
    Path reference = labels("r.nii.gz", 0, 0, 2, 4, 4);

    JsonObject json =
        Run.of("evaluate", "--prediction", prediction, "--reference", reference, "--json").json();

    assertThat(json.get("labels").getAsString()).isEqualTo("brats2021");
    assertThat(json.getAsJsonArray("spacing").toString()).isEqualTo("[2.0,1.0,3.0]");
    JsonObject whole = json.getAsJsonObject("regions").getAsJsonObject("WT");
    assertThat(whole.get("dice").getAsDouble()).isEqualTo(6.0 / 7);
    assertThat(whole.get("iou").getAsDouble()).isEqualTo(3.0 / 4);
    assertThat(whole.get("sensitivity").getAsDouble()).isEqualTo(1);
    assertThat(whole.get("precision").getAsDouble()).isEqualTo(3.0 / 4);
    assertThat(whole.get("hd").getAsDouble()).isEqualTo(2);
    assertThat(whole.get("predictionVoxels").getAsInt()).isEqualTo(4);
    assertThat(whole.get("referenceVoxels").getAsInt()).isEqualTo(3);
    assertThat(json.getAsJsonObject("regions").keySet()).containsExactly("WT", "TC", "ET");
  }

  @Test
  void takesTheLargerDirectedPercentileAsHd95() throws IOException {
    // One voxel of the prediction lies 2 mm outside; all of the reference lies inside.
    Path prediction = labels("p.nii", 2, 2, 2);
    Path reference = labels("r.nii", 0, 2, 2);

    JsonObject whole =
        Run.of("evaluate", "--prediction", prediction, "--reference", reference, "--json")
            .json()
            .getAsJsonObject("regions")
            .getAsJsonObject("WT");

    // Directed distances {2, 0, 0} and {0, 0}: numpy's 95th percentile of the first is 1.8.
    assertThat(whole.get("hd95").getAsDouble()).isCloseTo(1.8, within(1e-12));
  }

  @Test
  void writesNullForWhatIsUndefined() throws IOException {
    Path one = labels("one.nii.gz", 2);
    Path none = labels("none.nii.gz");

    JsonObject regions =
        Run.of("evaluate", "--prediction", one, "--reference", none, "--json")
            .json()
            .getAsJsonObject("regions");

    assertThat(regions.getAsJsonObject("WT").get("dice").getAsDouble()).isZero();
    assertThat(regions.getAsJsonObject("WT").get("hd95").isJsonNull()).isTrue();
    assertThat(regions.getAsJsonObject("ET").get("dice").isJsonNull()).isTrue();
  }

  @Test
  void aTableDoesNotTakeThePlaceOfASegmentation() throws IOException {
    Path one = labels("one.nii.gz", 2);
    Path other = labels("other.nii.gz", 2);
    byte[] before = Files.readAllBytes(one);
    for (Path csv : List.of(one, other)) {
      Run.of("evaluate", "--prediction", one, "--reference", other, "--csv", csv)
          .failedWith(csv, "would take the place of " + csv);
    }
    assertThat(Files.readAllBytes(one)).isEqualTo(before);
  }

  @Test
  void aTableDoesNotTakeThePlaceOfASegmentationInAFolder() throws IOException {
    Path predictions = Files.createDirectories(folder.resolve("p"));
    Path references = Files.createDirectories(folder.resolve("r"));
    Path predicted = labels("p/a.nii.gz", 2);
    Path expected = labels("r/a.nii.gz", 2);
    Path table = Files.writeString(predictions.resolve("scores.csv"), "of an earlier run");
    byte[] before = Files.readAllBytes(expected);
    for (Path csv : List.of(predicted, expected)) {
      Run.of("evaluate", "--prediction", predictions, "--reference", references, "--csv", csv)
          .failedWith(csv, "would take the place of " + csv);
    }
    assertThat(Files.readAllBytes(expected)).isEqualTo(before);
    Run.of("evaluate", "--prediction", predictions, "--reference", references, "--csv", table)
        .succeeded();
    assertThat(table).content().contains("WT").doesNotContain("earlier");
  }

  @Test
  void printsATableForPeople() throws IOException {
    Path same = labels("same.nii.gz", 0, 2, 1, 4);

    String out = Run.of("evaluate", "--prediction", same, "--reference", same).succeeded().out();

    assertThat(out).contains("(brats2021)").containsPattern("WT +1\\.0000 +1\\.0000");
  }

  @Test
  void readsTheLabelsAsItIsTold() throws IOException {
    Path early = labels("early.nii.gz", 3, 3, 2);

    assertThat(core(early, "brats2015")).isEqualTo(2);
    assertThat(core(early, "brats2023")).isEqualTo(2);
    assertThat(enhancing(early, "brats2015")).isZero();
    assertThat(enhancing(early, "auto")).isEqualTo(2);
    Run.of("evaluate", "--prediction", early, "--reference", early, "--labels", "brats2021")
        .failedWith(early, "name the right label scheme");
  }

  @Test
  void bothFilesTellTheSchemeTogether() throws IOException {
    // In 2015's scheme, 3 is core that does not enhance: this prediction has no enhancing tumour.
    Path prediction = labels("p.nii.gz", 1, 2, 3, 3);
    Path reference = labels("r.nii.gz", 1, 2, 3, 4);

    JsonObject json =
        Run.of("evaluate", "--prediction", prediction, "--reference", reference, "--json").json();

    assertThat(json.get("predictionLabels").getAsString()).isEqualTo("brats2015");
    assertThat(json.get("referenceLabels").getAsString()).isEqualTo("brats2015");
    assertThat(json.getAsJsonObject("regions").getAsJsonObject("ET").get("predictionVoxels"))
        .hasToString("0");
  }

  @Test
  void encodingsOfTwoYearsAreReadEachByItsOwn() throws IOException {
    Path prediction = labels("p.nii.gz", 1, 2, 3, 3);
    Path reference = labels("r.nii.gz", 1, 2, 4, 4);

    JsonObject json =
        Run.of("evaluate", "--prediction", prediction, "--reference", reference, "--json").json();

    assertThat(json.get("predictionLabels").getAsString()).isEqualTo("brats2023");
    assertThat(json.get("referenceLabels").getAsString()).isEqualTo("brats2021");
    assertThat(json.getAsJsonObject("regions").getAsJsonObject("ET").get("dice").getAsDouble())
        .isEqualTo(1);
  }

  @Test
  void readsTheNumbersOfNnunet() throws IOException {
    Path file = labels("file.nii.gz", 1, 1, 1, 2, 2, 3);

    assertThat(voxels(file, "nnunet", "WT")).isEqualTo(6);
    assertThat(core(file, "nnunet")).isEqualTo(3);
    assertThat(core(file, "auto")).isEqualTo(4);
    assertThat(enhancing(file, "nnunet")).isEqualTo(1);
    Path other = labels("other.nii.gz", 4);
    Run.of("evaluate", "--prediction", other, "--reference", other, "--labels", "nnunet")
        .failedWith(other, "label scheme");
    Run.of("evaluate", "--prediction", file, "--reference", file, "--labels", "brats1999")
        .wasWrongUsage("nnunet or auto");
  }

  @Test
  void refusesWhatCannotBeCompared() throws IOException {
    Path here = labels("here.nii.gz", 2);
    Grid moved = new Grid(TestImages.GRID.shape(), Affine.identity());
    Path there = TestImages.labels(folder.resolve("there.nii.gz"), moved, 2);
    Path image = TestImages.ramp(folder.resolve("image.nii.gz"));

    Run.of("evaluate", "--prediction", here, "--reference", there)
        .failedWith(there, "resample one onto the other's grid");
    Run.of("evaluate", "--prediction", here, "--reference", image).failedWith(image, "label");
  }

  private int core(Path file, String scheme) {
    return voxels(file, scheme, "TC");
  }

  private int enhancing(Path file, String scheme) {
    return voxels(file, scheme, "ET");
  }

  private static int voxels(Path file, String scheme, String region) {
    return Run.of(
            "evaluate", "--prediction", file, "--reference", file, "--labels", scheme, "--json")
        .json()
        .getAsJsonObject("regions")
        .getAsJsonObject(region)
        .get("predictionVoxels")
        .getAsInt();
  }

  private Path labels(String name, int... labels) throws IOException {
    return TestImages.labels(folder.resolve(name), TestImages.GRID, labels);
  }
}
