package io.github.omnet.models.inference;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.omnet.core.volume.Shape;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WindowFitTest {
  private static final int AT_MOST = 64 * 64 * 32;

  @Test
  void aUsualBrainIsCoveredWithFewerVoxelsThanByTheFixedWindow() {
    Shape brain = new Shape(140, 175, 135);
    Shape window = WindowFit.of(brain, AT_MOST, 0.25);
    assertThat(WindowFit.computed(brain, window, 0.25))
        .isLessThan((long) (0.7 * WindowFit.computed(brain, new Shape(64, 64, 32), 0.25)));
  }

  @Test
  void sidesAreMultiplesOfEightAndTheWindowIsNoLargerThanAllowed() {
    Random random = new Random(2);
    for (int n = 0; n < 50; n++) {
      Shape volume =
          new Shape(1 + random.nextInt(250), 1 + random.nextInt(250), 1 + random.nextInt(200));
      Shape window = WindowFit.of(volume, AT_MOST, 0.5 * random.nextDouble());
      assertThat(window.voxels()).isLessThanOrEqualTo(AT_MOST);
      for (int axis = 0; axis < 3; axis++) {
        assertThat(window.axis(axis) % 8).isZero();
        assertThat(window.axis(axis)).isGreaterThanOrEqualTo(32);
      }
    }
  }

  @Test
  void aSmallVolumeTakesOneWindow() {
    assertThat(WindowFit.of(new Shape(30, 40, 33), AT_MOST, 0.25)).isEqualTo(new Shape(32, 40, 40));
  }
}
