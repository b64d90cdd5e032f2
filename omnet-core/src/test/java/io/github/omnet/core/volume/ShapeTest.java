package io.github.omnet.core.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ShapeTest {
  @Test
  void xIsTheFastestAxis() {
    Shape shape = new Shape(4, 3, 2);
    assertThat(shape.voxels()).isEqualTo(24);
    assertThat(shape.index(0, 0, 0)).isZero();
    assertThat(shape.index(1, 0, 0)).isEqualTo(1);
    assertThat(shape.index(0, 1, 0)).isEqualTo(4);
    assertThat(shape.index(0, 0, 1)).isEqualTo(12);
    assertThat(shape.index(3, 2, 1)).isEqualTo(23);
  }

  @Test
  void axesAreNumberedFromX() {
    Shape shape = new Shape(4, 3, 2);
    assertThat(new int[] {shape.axis(0), shape.axis(1), shape.axis(2)}).containsExactly(4, 3, 2);
    assertThatThrownBy(() -> shape.axis(3)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void containsEndsAtTheLastVoxel() {
    Shape shape = new Shape(4, 3, 2);
    assertThat(shape.contains(3, 2, 1)).isTrue();
    assertThat(shape.contains(4, 2, 1)).isFalse();
    assertThat(shape.contains(3, 3, 1)).isFalse();
    assertThat(shape.contains(3, 2, 2)).isFalse();
    assertThat(shape.contains(-1, 0, 0)).isFalse();
  }

  @Test
  void anEmptyAxisIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Shape(4, 0, 2))
        .withMessageContaining("4 x 0 x 2");
  }

  @Test
  void moreVoxelsThanAnArrayHoldsAreRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Shape(2048, 2048, 512));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Shape(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE));
    assertThat(new Shape(2047, 2048, 512).voxels()).isEqualTo(2146435072);
  }
}
