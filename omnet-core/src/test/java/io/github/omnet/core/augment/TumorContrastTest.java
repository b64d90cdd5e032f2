package io.github.omnet.core.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.omnet.core.volume.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;

class TumorContrastTest {
  private static final Shape SHAPE = new Shape(20, 20, 20);

  /** Normal tissue at 1 and -2, a cube of tumour at 5 and 3 within, background at x = 0. */
  private static Block block(boolean tumor) {
    float[] images = new float[2 * SHAPE.voxels()];
    byte[] labels = new byte[SHAPE.voxels()];
    for (int k = 0; k < 20; k++) {
      for (int j = 0; j < 20; j++) {
        for (int i = 1; i < 20; i++) {
          boolean in = tumor && SHAPE.contains(i - 5, j - 5, k - 5) && i < 15 && j < 15 && k < 15;
          int n = SHAPE.index(i, j, k);
          images[n] = in ? 5 : 1;
          images[SHAPE.voxels() + n] = in ? 3 : -2;
          labels[n] = (byte) (in ? 2 : 0);
        }
      }
    }
    return Block.of(images, 0, 2, SHAPE).withLabels(labels, 0);
  }

  private static float at(Block block, int channel, int x, int y, int z) {
    return block.images()[block.start(channel) + SHAPE.index(x, y, z)];
  }

  @Test
  void theDifferenceFromNormalTissueIsScaled() {
    Block block = block(true);
    new TumorContrast(List.of(0.35, 1.25), 1).apply(block);
    // Deep within the smoothed mask is 1.
    assertThat(at(block, 0, 10, 10, 10)).isCloseTo((float) (1 + 0.35 * 4), within(1e-4f));
    assertThat(at(block, 1, 10, 10, 10)).isCloseTo((float) (-2 + 1.25 * 5), within(1e-4f));
    // Normal tissue has no difference, wherever it is; background stays.
    assertThat(at(block, 0, 4, 10, 10)).isEqualTo(1);
    assertThat(at(block, 0, 17, 10, 10)).isEqualTo(1);
    assertThat(at(block, 0, 0, 10, 10)).isZero();
    // At the edge of the tumour the change sets in smoothly.
    assertThat(at(block, 0, 5, 10, 10)).isBetween(2.5f, 4f);
    assertThat(block.labels()).isEqualTo(block(true).labels());
  }

  @Test
  void theTextReplaysTheSameVoxels() {
    TumorContrast drawn = new TumorContrast(List.of(0.4, 1.1), 1.5);
    Augmentation replayed = Augmentations.parse(drawn.describe());
    assertThat(replayed).isEqualTo(drawn);
    Block block = block(true);
    Block again = block(true);
    drawn.apply(block);
    replayed.apply(again);
    assertThat(again.images()).isEqualTo(block.images()).isNotEqualTo(block(true).images());
  }

  @Test
  void withoutTumorLabelsOrNormalTissueNothingChanges() {
    TumorContrast fainter = new TumorContrast(List.of(0.0, 0.0), 1);
    Block healthy = block(false);
    fainter.apply(healthy);
    assertThat(healthy.images()).isEqualTo(block(false).images());

    float[] unknown = block(true).images();
    fainter.apply(Block.of(unknown, 0, 2, SHAPE));
    assertThat(unknown).isEqualTo(block(true).images());

    Block tumorOnly = block(true);
    for (int n = 0; n < SHAPE.voxels(); n++) {
      tumorOnly.labels()[n] = 1;
    }
    fainter.apply(tumorOnly);
    assertThat(tumorOnly.images()).isEqualTo(block(true).images());
  }

  @Test
  void otherNumbersOfChannelsAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TumorContrast(List.of(1.0), 1).apply(block(true)))
        .withMessageContaining("1 channels");
  }
}
