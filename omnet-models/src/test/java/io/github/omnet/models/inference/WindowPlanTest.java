package io.github.omnet.models.inference;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.omnet.core.volume.Box;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.Mask;
import io.github.omnet.core.volume.Shape;
import org.junit.jupiter.api.Test;

class WindowPlanTest {
  @Test
  void theLastStopIsFlushWithTheEnd() {
    assertThat(WindowPlan.stops(100, 32, 0.5)).startsWith(0).endsWith(68);
  }

  @Test
  void neighboursOverlapAtLeastAsMuchAsAskedFor() {
    for (int extent = 33; extent < 200; extent++) {
      int[] stops = WindowPlan.stops(extent, 32, 0.25);
      for (int n = 1; n < stops.length; n++) {
        assertThat(stops[n] - stops[n - 1]).isBetween(1, 24);
      }
    }
  }

  @Test
  void aVolumeSmallerThanTheWindowTakesOneStop() {
    assertThat(WindowPlan.stops(20, 32, 0.5)).containsExactly(0);
  }

  @Test
  void windowsWithoutBrainAreSkippedAndTheBrainIsCovered() {
    Shape shape = new Shape(40, 40, 40);
    boolean[] brain = new boolean[shape.voxels()];
    brain[shape.index(3, 4, 5)] = true;
    brain[shape.index(39, 39, 39)] = true;
    WindowPlan plan =
        WindowPlan.over(Mask.wrap(Grid.isotropic(shape), brain), new Shape(16, 16, 16), 0);
    assertThat(plan.windows())
        .containsExactly(
            new Box(0, 0, 0, new Shape(16, 16, 16)), new Box(24, 24, 24, new Shape(16, 16, 16)));
    assertThat(plan.skipped()).isEqualTo(25);
  }
}
