package io.github.omnet.core.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** What {@link Volume}, {@link LabelMap} and {@link Mask} have in common, and how they convert. */
class VoxelsTest {
  private static final Grid GRID = Grid.isotropic(new Shape(3, 2, 1));

  @Test
  void theArrayMustFitTheGrid() {
    assertThatIllegalArgumentException().isThrownBy(() -> Volume.wrap(GRID, new float[5]));
    assertThatIllegalArgumentException().isThrownBy(() -> LabelMap.wrap(GRID, new byte[7]));
    assertThatIllegalArgumentException().isThrownBy(() -> Mask.wrap(GRID, new boolean[0]));
  }

  @Test
  void wrappingSharesTheArrayAndCopyOfDataDoesNot() {
    float[] data = {1, 2, 3, 4, 5, 6};
    Volume volume = Volume.wrap(GRID, data);
    assertThat(volume.data()).isSameAs(data);
    assertThat(volume.copyOfData()).isEqualTo(data).isNotSameAs(data);
  }

  @Test
  void voxelsAreReadByIndex() {
    Volume volume = Volume.wrap(GRID, new float[] {1, 2, 3, 4, 5, 6});
    assertThat(volume.get(2, 1, 0)).isEqualTo(6);
    assertThatThrownBy(() -> volume.get(3, 0, 0)).isInstanceOf(IndexOutOfBoundsException.class);
    LabelMap labels = LabelMap.wrap(GRID, new byte[] {0, 1, 2, 4, (byte) 200, 0});
    assertThat(labels.get(1, 1, 0)).isEqualTo(200);
    assertThatThrownBy(() -> labels.get(0, 0, 1)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void labelsAreCountedAsUnsignedBytes() {
    LabelMap labels = LabelMap.wrap(GRID, new byte[] {0, 1, 1, 4, (byte) 255, 0});
    assertThat(labels.counts())
        .containsExactly(
            java.util.Map.entry(0, 2),
            java.util.Map.entry(1, 2),
            java.util.Map.entry(4, 1),
            java.util.Map.entry(255, 1));
  }

  @Test
  void aVolumeOfWholeNumbersBecomesLabels() {
    LabelMap labels = LabelMap.of(Volume.wrap(GRID, new float[] {0, 1, 2, 4, 255, 0}));
    assertThat(labels.data()).containsExactly(0, 1, 2, 4, 255, 0);
  }

  @Test
  void aVolumeOfOtherNumbersDoesNot() {
    for (float value : new float[] {0.5f, -1, 256, Float.NaN}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> LabelMap.of(Volume.wrap(GRID, new float[] {0, 0, 0, 0, value, 0})))
          .withMessageContaining("(1, 1, 0)")
          .withMessageContaining(String.valueOf(value));
    }
  }

  @Test
  void nonZeroVoxelsMakeAMask() {
    Mask mask = Volume.wrap(GRID, new float[] {0, -1, 2, -0f, Float.NaN, 0}).nonZero();
    assertThat(mask.data()).containsExactly(false, true, true, false, true, false);
    assertThat(mask.count()).isEqualTo(3);
    assertThat(mask.isEmpty()).isFalse();
    assertThat(Mask.wrap(GRID, new boolean[6]).isEmpty()).isTrue();
  }

  @Test
  void spacingIsPositiveAndFinite() {
    assertThat(new Spacing(1, 2, 3).voxelVolume()).isEqualTo(6);
    assertThatIllegalArgumentException().isThrownBy(() -> new Spacing(1, 0, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new Spacing(1, Double.NaN, 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Spacing(1, 1, Double.POSITIVE_INFINITY));
  }
}
