package io.github.omnet.examples.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.omnet.examples.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command on real masks against what MedPy, MONAI and surface-distance computed for them. */
class EvaluateOnReferenceTest {
  private static final Path FOLDER = Path.of("..", "..", "shared", "data", "metrics");

  /** Fields of the command by their names in the reference file; DeepMind's by area to 1e-4. */
  private static final Map<String, String> FIELDS =
      Map.ofEntries(
          Map.entry("dice", "dice"),
          Map.entry("iou", "iou"),
          Map.entry("sensitivity", "sensitivity"),
          Map.entry("precision", "precision"),
          Map.entry("hd", "medpy_hd"),
          Map.entry("hd95", "maxdirected_hd95"),
          Map.entry("hd95Pooled", "medpy_hd95"),
          Map.entry("hd95MaxDirected", "maxdirected_hd95"),
          Map.entry("hd95AreaWeighted", "deepmind_hd95"),
          Map.entry("assd", "medpy_assd"),
          Map.entry("surfaceDice1mm", "deepmind_surface_dice_1mm"),
          Map.entry("predictionVoxels", "n_pred"),
          Map.entry("referenceVoxels", "n_ref"));

  @ParameterizedTest
  @ValueSource(strings = {"SegResNet_1", "SegResNet_2", "SegResNet_3"})
  void agreesWithThePublishedTools(String name) throws IOException {
    assumeTrue(Files.isDirectory(FOLDER), () -> "skipped: no reference data in " + FOLDER);
    JsonObject expected =
        JsonParser.parseString(Files.readString(FOLDER.resolve("reference.json")))
            .getAsJsonObject()
            .getAsJsonObject(name)
            .getAsJsonObject("regions");
    JsonObject regions =
        Run.of(
                "evaluate",
                "--prediction",
                FOLDER.resolve(name + "_pred.nii.gz"),
                "--reference",
                FOLDER.resolve(name + "_label.nii.gz"),
                "--channels",
                "ET,TC,WT",
                "--json")
            .json()
            .getAsJsonObject("regions");
    for (String region : expected.keySet()) {
      FIELDS.forEach(
          (field, reference) ->
              assertThat(regions.getAsJsonObject(region).get(field).getAsDouble())
                  .as("%s of %s", field, region)
                  .isCloseTo(
                      expected.getAsJsonObject(region).get(reference).getAsDouble(),
                      withinPercentage(field.equals("surfaceDice1mm") ? 1e-2 : 1e-4)));
    }
  }
}
