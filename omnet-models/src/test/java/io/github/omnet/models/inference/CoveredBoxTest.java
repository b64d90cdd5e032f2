package io.github.omnet.models.inference;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.omnet.core.volume.Affine;
import io.github.omnet.core.volume.Box;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.core.volume.Spacing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CoveredBoxTest {
  private static Grid grid(int side, double mm) {
    return new Grid(new Shape(side, side, side), Affine.scaling(new Spacing(mm, mm, mm), 0, 0, 0));
  }

  @Test
  void aVoxelBesideTheBoxIsCoveredToo() {
    Box box = Box.minMax(3, 3, 3, 4, 4, 4);
    assertThat(CoveredBox.of(box, grid(10, 2), grid(20, 1)))
        .contains(Box.minMax(4, 4, 4, 10, 10, 10));
    // 3 mm are two voxels of 2 mm.
    assertThat(CoveredBox.around(box, 3, grid(10, 2), grid(20, 1)))
        .contains(Box.minMax(0, 0, 0, 14, 14, 14));
  }

  @Test
  void aBoxElsewhereCoversNothing() {
    assertThat(CoveredBox.of(Box.minMax(30, 0, 0, 31, 1, 1), grid(40, 1), grid(20, 1))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e3, 1e9, 1e100})
  void voxelsOfAnySizeStayInsideTheOtherGrid(double mm) {
    Box whole = Box.of(new Shape(20, 20, 20));
    Box one = Box.of(new Shape(1, 1, 1));
    assertThat(CoveredBox.of(one, grid(1, mm), grid(20, 1))).contains(whole);
    assertThat(CoveredBox.around(one, 16, grid(20, 1 / mm), grid(20, 1 / mm))).contains(whole);
  }
}
