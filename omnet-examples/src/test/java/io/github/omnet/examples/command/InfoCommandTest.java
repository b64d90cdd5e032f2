package io.github.omnet.examples.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.omnet.core.volume.Volume;
import io.github.omnet.examples.Run;
import io.github.omnet.examples.TestImages;
import io.github.omnet.io.Images;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InfoCommandTest {
  @TempDir Path folder;

  @Test
  void printsGeometryAndStatisticsAsJson() throws IOException {
    Path file = TestImages.ramp(folder.resolve("ramp.nii.gz"));

    JsonObject json = Run.of("info", file, "--json").json();

    assertThat(json)
        .isEqualTo(
            JsonParser.parseString(
                """
                {"file": "%s", "format": "NIfTI-1", "shape": [4, 5, 6], "datatype": "float32",
                 "byteOrder": "little", "spacing": [2.0, 1.0, 3.0],
                 "affine": [[-2.0, 0.0, 0.0, 6.0], [0.0, -1.0, 0.0, 4.0], [0.0, 0.0, 3.0, -10.0],
                            [0.0, 0.0, 0.0, 1.0]],
                 "orientation": "LPS", "orientationStated": true, "slope": 1.0, "intercept": 0.0,
                 "min": 0.0, "max": 119.0, "mean": 59.5, "nonzero": 119, "nonfinite": 0,
                 "first": 0.0, "centre": 70.0, "warnings": []}
                """
                    .formatted(file)));
  }

  @Test
  void printsTheSameForPeople() throws IOException {
    Path file = TestImages.ramp(folder.resolve("ramp.nii"));

    assertThat(Run.of("info", file).succeeded().out().lines().skip(1).collect(Collectors.toList()))
        .containsExactly(
            "format       NIfTI-1, float32, little-endian",
            "shape        4 x 5 x 6",
            "spacing      2 x 1 x 3",
            "orientation  LPS",
            "affine               -2           0           0           6",
            "                      0          -1           0           4",
            "                      0           0           3         -10",
            "                      0           0           0           1",
            "scaling      1 x stored + 0",
            "values       0 to 119, mean 59.5",
            "voxels       120, of these 119 not zero, 0 not finite",
            "first        0",
            "centre       70");
  }

  @Test
  void writesNullForWhatIsNoNumber() throws IOException {
    float[] data = new float[120];
    Arrays.fill(data, Float.NaN);
    Path file = folder.resolve("nan.nii");
    Images.write(file, Volume.wrap(TestImages.GRID, data));

    JsonObject json = Run.of("info", file, "--json").json();

    assertThat(json.get("mean").isJsonNull()).isTrue();
    assertThat(json.get("centre").isJsonNull()).isTrue();
    assertThat(json.get("nonfinite").getAsInt()).isEqualTo(120);
  }

  @Test
  void saysWhatIsWrongWithAFile() throws IOException {
    Path text = Files.writeString(folder.resolve("letter.nii"), "Dear doctor, ".repeat(50));
    Path cut = TestImages.truncated(TestImages.ramp(folder.resolve("cut.nii.gz")));
    Path empty = Files.createFile(folder.resolve("empty.nii.gz"));
    Path none = folder.resolve("none.nii.gz");

    Run.of("info", text).failedWith(text, "the file is not NIfTI");
    Run.of("info", cut).failedWith(cut, "again");
    Run.of("info", empty).failedWith(empty, ";");
    Run.of("info", none).failedWith(none, "check the path");
    Run.of("info", folder).failedWith(folder, ";");
  }
}
