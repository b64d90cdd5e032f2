package io.github.omnet.core.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.omnet.core.volume.Spacing;
import org.junit.jupiter.api.Test;

/** Codes are drawn as two slices of two rows: x from left to right, then y, then z. */
class SurfelAreasTest {
  private static final Spacing SPACING = new Spacing(1.5, 2, 5);

  private static int code(String drawing) {
    String voxels = drawing.replace("/", "").replace(" ", "");
    int code = 0;
    for (int bit = 0; bit < 8; bit++) {
      code |= voxels.charAt(bit) == '#' ? 1 << bit : 0;
    }
    return code;
  }

  private static double area(String drawing) {
    return SurfelAreas.byCode(SPACING)[code(drawing)];
  }

  /** Area of triangles given by their normals for unit spacing, as long as each is large. */
  private static double normals(double... xyz) {
    double sum = 0;
    for (int n = 0; n < xyz.length; n += 3) {
      double x = xyz[n] * SPACING.y() * SPACING.z();
      double y = xyz[n + 1] * SPACING.x() * SPACING.z();
      double z = xyz[n + 2] * SPACING.x() * SPACING.y();
      sum += Math.sqrt(x * x + y * y + z * z);
    }
    return sum;
  }

  private static void assertArea(String drawing, double... normals) {
    assertThat(area(drawing)).as(drawing).isCloseTo(normals(normals), within(1e-12));
  }

  @Test
  void follow_from_the_triangles_of_marching_cubes() {
    assertArea("#./.. ../..", .125, .125, .125);
    assertArea("##/.. ../..", 0, .25, .25, 0, .25, .25);
    assertArea("#./#. ../..", .25, 0, .25, .25, 0, .25);
    assertArea("#./.. #./..", .25, .25, 0, .25, .25, 0);
    assertArea("#./.# ../..", .125, .125, .125, .125, .125, .125);
    assertArea("#./.. ../.#", .125, .125, .125, .125, .125, .125);
    assertArea("##/#. ../..", 0, 0, .5, .25, .25, .25, .125, .125, .125);
    assertArea("##/.. #./..", 0, .5, 0, .25, .25, .25, .125, .125, .125);
    assertArea("##/## ../..", 0, 0, 1);
    assertArea("##/#. #./..", .75, .75, .75);
    assertArea("##/.. ../##", 0, .25, .25, 0, .25, .25, 0, .25, .25, 0, .25, .25);
    assertArea(
        "#./.# .#/#.", .125, .125, .125, .125, .125, .125, .125, .125, .125, .125, .125, .125);
  }

  @Test
  void of_a_chain_follow_from_its_middle_link() {
    // The triangles that surface-distance lists for its codes 27, 29, 78 and 83, with x0, x1, x2
    // for x, y, z.
    assertArea(".#/.# ../##", .125, .125, .125, .375, .375, .375, 0, .25, .25, .25, 0, .25);
    assertArea(".#/.. .#/##", .125, .125, .125, .375, .375, .375, 0, .25, .25, .25, .25, 0);
    assertArea(".#/.# ##/..", .25, 0, .25, .375, .375, .375, 0, .25, .25, .125, .125, .125);
    assertArea("../.# #./##", .25, 0, .25, .375, .375, .375, .25, .25, 0, .125, .125, .125);
  }

  @Test
  void of_a_cell_and_its_complement_are_the_same() {
    double[] areas = SurfelAreas.byCode(SPACING);
    assertThat(areas[0]).isZero();
    assertThat(areas[255]).isZero();
    for (int code = 1; code < 255; code++) {
      assertThat(areas[code]).isEqualTo(areas[255 - code]).isPositive();
    }
  }
}
