package io.github.omnet.examples.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonObject;
import io.github.omnet.examples.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The model that comes along, on a patient that it has not seen. */
class OmnetSmallIT {
  private static final Path SUBJECT =
      Path.of("..", "..", "shared", "data", "brats", "BraTS2021_00011");

  @TempDir private Path folder;

  @Test
  void itFindsTheTumourOfAPatientItHasNotSeen() {
    assumeTrue(Files.isDirectory(SUBJECT), "no real subject at " + SUBJECT);
    Path result = folder.resolve("seg.nii.gz");
    Run.of("segment", "--subject", SUBJECT, "--model", "omnet-small", "--out", result).succeeded();
    JsonObject report =
        Run.of(
                "evaluate",
                "--prediction",
                result,
                "--reference",
                SUBJECT.resolve("BraTS2021_00011_seg.nii.gz"),
                "--json")
            .json();
    JsonObject regions = report.getAsJsonObject("regions");
    assertThat(dice(regions, "WT")).isGreaterThan(0.87);
    // It takes much oedema for core here (TC 0.27), as its card says of others.
    assertThat(dice(regions, "ET")).isGreaterThan(0.8);
  }

  private static double dice(JsonObject regions, String name) {
    return regions.getAsJsonObject(name).get("dice").getAsDouble();
  }
}
