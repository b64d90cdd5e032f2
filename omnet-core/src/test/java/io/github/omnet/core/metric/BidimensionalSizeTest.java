package io.github.omnet.core.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.omnet.core.volume.Affine;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.Mask;
import io.github.omnet.core.volume.Shape;
import org.junit.jupiter.api.Test;

class BidimensionalSizeTest {
  private static final Affine MM = Affine.ofRowMajor(2, 0, 0, 0, 0, 3, 0, 0, 0, 0, 5, 0);

  /** Where a voxel is in, by its indices. */
  private interface In {
    boolean at(int x, int y, int z);
  }

  private static Mask mask(Shape shape, Affine affine, In in) {
    boolean[] data = new boolean[shape.voxels()];
    for (int z = 0, n = 0; z < shape.z(); z++) {
      for (int y = 0; y < shape.y(); y++) {
        for (int x = 0; x < shape.x(); x++, n++) {
          data[n] = in.at(x, y, z);
        }
      }
    }
    return Mask.wrap(new Grid(shape, affine), data);
  }

  private static BidimensionalSize size(Mask mask) {
    return BidimensionalSize.of(mask).orElseThrow();
  }

  @Test
  void anEmptyMaskHasNone() {
    assertThat(BidimensionalSize.of(mask(new Shape(3, 3, 3), MM, (x, y, z) -> false))).isEmpty();
  }

  @Test
  void aRowOfVoxelsIsAsLongAsItsVoxels() {
    BidimensionalSize size =
        size(mask(new Shape(9, 9, 4), MM, (x, y, z) -> y == 4 && z == 2 && x >= 1 && x < 8));
    assertThat(size.longest()).isCloseTo(14, within(1e-9));
    assertThat(size.perpendicular()).isCloseTo(3, within(1e-9));
    assertThat(size.slice()).isEqualTo(2);
    assertThat(size.product()).isCloseTo(42, within(1e-9));
  }

  @Test
  void anEllipseHasItsAxesInAnyOrientation() {
    // Half axes of 20 and 12 mm at 1 mm, the long one along y.
    Mask axial =
        mask(
            new Shape(50, 50, 3),
            Affine.identity(),
            (x, y, z) -> z == 1 && Math.hypot((x - 25) / 12.0, (y - 25) / 20.0) <= 1);
    assertThat(size(axial).longest()).isCloseTo(40, within(1.1));
    assertThat(size(axial).perpendicular()).isCloseTo(24, within(1.1));
    // The same ellipse where the first voxel axis runs to the head.
    Mask turned =
        mask(
            new Shape(3, 50, 50),
            Affine.ofRowMajor(0, 1, 0, 0, 0, 0, 1, 0, 1, 0, 0, 0),
            (x, y, z) -> x == 1 && Math.hypot((y - 25) / 12.0, (z - 25) / 20.0) <= 1);
    assertThat(size(turned)).isEqualTo(size(axial));
  }

  @Test
  void aTiltedStripIsMeasuredAlongItself() {
    Mask strip =
        mask(
            new Shape(80, 80, 1),
            Affine.identity(),
            (x, y, z) ->
                Math.abs((y - 40) * 0.8 - (x - 40) * 0.6) <= 4
                    && Math.abs((x - 40) * 0.8 + (y - 40) * 0.6) <= 25);
    assertThat(size(strip).longest()).isCloseTo(Math.hypot(50, 8), within(1.5));
    assertThat(size(strip).perpendicular()).isCloseTo(8, within(2.0));
  }

  @Test
  void onlyTheLargestComponentCounts() {
    Mask two =
        mask(
            new Shape(40, 9, 1),
            Affine.identity(),
            (x, y, z) -> (x >= 2 && x < 8 && y >= 2 && y < 6) || (x >= 35 && y == 0));
    assertThat(size(two).longest()).isLessThan(8);
  }
}
