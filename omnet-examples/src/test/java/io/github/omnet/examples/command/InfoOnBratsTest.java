package io.github.omnet.examples.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.github.omnet.examples.Run;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** What {@code info --json} says of real images, against the bytes of their headers. */
class InfoOnBratsTest {
  private static final Path BRATS = Path.of("..", "..", "shared", "data", "brats");

  @Test
  void agreesWithTheHeaderBytesOfEveryImage() throws IOException {
    assumeTrue(Files.isDirectory(BRATS), BRATS + " is absent: real images are not checked");
    List<Path> images;
    try (Stream<Path> walk = Files.walk(BRATS)) {
      images = walk.filter(file -> file.toString().endsWith(".nii.gz")).sorted().toList();
    }
    assertThat(images).hasSize(50);
    for (Path image : images) {
      check(image);
    }
  }

  private static void check(Path image) throws IOException {
    JsonObject json = Run.of("info", image, "--json").json();
    ByteBuffer file;
    try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(image))) {
      file = ByteBuffer.wrap(in.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
    }
    assertThat(file.getInt(0)).as("sizeof_hdr of %s", image).isEqualTo(348);
    JsonArray shape = json.getAsJsonArray("shape");
    assertThat(shape.size()).isEqualTo(file.getShort(40));
    int voxels = 1;
    for (int n = 0; n < shape.size(); n++) {
      assertThat(shape.get(n).getAsInt()).isEqualTo(file.getShort(42 + 2 * n));
      voxels *= shape.get(n).getAsInt();
    }
    double[][] affine = file.getShort(254) > 0 ? sform(file) : qform(file);
    for (int row = 0; row < 3; row++) {
      for (int column = 0; column < 4; column++) {
        assertThat(
                json.getAsJsonArray("affine").get(row).getAsJsonArray().get(column).getAsDouble())
            .as("affine of %s", image)
            .isCloseTo(affine[row][column], within(1e-5));
      }
    }
    int nonzero = 0;
    int first = (int) file.getFloat(108);
    for (int n = 0; n < voxels; n++) {
      nonzero += value(file, first, n) != 0 ? 1 : 0;
    }
    assertThat(json.get("nonzero").getAsInt()).as(image.toString()).isEqualTo(nonzero);
  }

  private static double[][] sform(ByteBuffer file) {
    double[][] affine = new double[3][4];
    for (int n = 0; n < 12; n++) {
      affine[n / 4][n % 4] = file.getFloat(280 + 4 * n);
    }
    return affine;
  }

  /** Method 2 of the format's definition: rotation by a unit quaternion, sizes, offset. */
  private static double[][] qform(ByteBuffer file) {
    assertThat(file.getShort(252)).as("qform_code").isPositive();
    double b = file.getFloat(256);
    double c = file.getFloat(260);
    double d = file.getFloat(264);
    double a = Math.sqrt(Math.max(0, 1 - b * b - c * c - d * d));
    double[][] rotation = {
      {a * a + b * b - c * c - d * d, 2 * (b * c - a * d), 2 * (b * d + a * c)},
      {2 * (b * c + a * d), a * a + c * c - b * b - d * d, 2 * (c * d - a * b)},
      {2 * (b * d - a * c), 2 * (c * d + a * b), a * a + d * d - b * b - c * c}
    };
    double[][] affine = new double[3][4];
    for (int row = 0; row < 3; row++) {
      for (int column = 0; column < 3; column++) {
        double sign = column == 2 && file.getFloat(76) < 0 ? -1 : 1;
        affine[row][column] = rotation[row][column] * sign * file.getFloat(80 + 4 * column);
      }
      affine[row][3] = file.getFloat(268 + 4 * row);
    }
    return affine;
  }

  private static double value(ByteBuffer file, int first, int n) {
    return switch (file.getShort(70)) {
      case 2 -> file.get(first + n);
      case 4 -> file.getShort(first + 2 * n);
      case 16 -> file.getFloat(first + 4 * n);
      case 64 -> file.getDouble(first + 8 * n);
      default -> throw new AssertionError("datatype " + file.getShort(70));
    };
  }
}
