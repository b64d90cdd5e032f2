package io.github.omnet.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.omnet.core.subject.LabelScheme;
import io.github.omnet.core.subject.TumorLabels;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.LabelMap;
import io.github.omnet.core.volume.Shape;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OverlayTest {
  private static TumorLabels labels(Grid grid, int... values) {
    byte[] data = new byte[values.length];
    for (int n = 0; n < data.length; n++) {
      data[n] = (byte) values[n];
    }
    return new TumorLabels(LabelMap.wrap(grid, data), LabelScheme.BRATS2021);
  }

  @Test
  void aCodeHoldsTheLabelAndTheContourOfTheReference() {
    Grid grid = Grid.isotropic(new Shape(5, 1, 1));
    // Labels 1, 2 and 4 have the positions 1, 2 and 3; those of the reference count fourfold.
    Overlay overlay =
        new Overlay(labels(grid, 0, 1, 2, 4, 4), Optional.of(labels(grid, 0, 0, 4, 4, 1)));
    assertThat(overlay.codes().data()).containsExactly(0, 1, 2 + 4 * 3, 3 + 4 * 3, 3 + 4);
    assertThat(overlay.config()).hasSize(2);
  }

  @Test
  void withoutReferenceACodeIsThePositionOfTheLabel() {
    Overlay overlay =
        new Overlay(labels(Grid.isotropic(new Shape(3, 1, 1)), 4, 0, 2), Optional.empty());
    assertThat(overlay.codes().data()).containsExactly(3, 0, 2);
    assertThat(overlay.config()).hasSize(1);
  }

  @Test
  void aContourIsTheBorderWithinAxialSlices() {
    byte[] full = new byte[5 * 5 * 3];
    java.util.Arrays.fill(full, (byte) 2);
    byte[] contour = Overlay.contour(LabelMap.wrap(Grid.isotropic(new Shape(5, 5, 3)), full));
    for (int n = 0; n < contour.length; n++) {
      int x = n % 5;
      int y = n / 5 % 5;
      boolean edge = x == 0 || x == 4 || y == 0 || y == 4;
      assertThat(contour[n]).isEqualTo((byte) (edge ? 2 : 0));
    }
  }
}
