package io.github.omnet.core.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class BoxTest {
  private static final Shape ARRAY = new Shape(10, 8, 6);

  @Test
  void minMaxIncludesBothVoxels() {
    Box box = Box.minMax(1, 2, 3, 4, 4, 3);
    assertThat(box).isEqualTo(new Box(1, 2, 3, new Shape(4, 3, 1)));
    assertThat(box.contains(4, 4, 3)).isTrue();
    assertThat(box.contains(5, 4, 3)).isFalse();
  }

  @Test
  void aroundAMaskIsTheSmallestBox() {
    boolean[] in = new boolean[ARRAY.voxels()];
    in[ARRAY.index(2, 6, 1)] = true;
    in[ARRAY.index(7, 3, 5)] = true;
    Mask mask = Mask.wrap(Grid.isotropic(ARRAY), in);
    assertThat(Box.around(mask)).contains(Box.minMax(2, 3, 1, 7, 6, 5));
  }

  @Test
  void aroundAnEmptyMaskThereIsNone() {
    assertThat(Box.around(Mask.wrap(Grid.isotropic(ARRAY), new boolean[ARRAY.voxels()]))).isEmpty();
  }

  @Test
  void clipKeepsTheCommonPart() {
    assertThat(new Box(-2, 1, 4, new Shape(5, 3, 9)).clip(ARRAY))
        .contains(Box.minMax(0, 1, 4, 2, 3, 5));
    assertThat(new Box(10, 0, 0, new Shape(1, 1, 1)).clip(ARRAY)).isEmpty();
  }

  @Test
  void isInsideLooksAtAllSixSides() {
    assertThat(Box.of(ARRAY).isInside(ARRAY)).isTrue();
    assertThat(new Box(-1, 0, 0, new Shape(2, 2, 2)).isInside(ARRAY)).isFalse();
    assertThat(new Box(0, -1, 0, new Shape(2, 2, 2)).isInside(ARRAY)).isFalse();
    assertThat(new Box(0, 0, -1, new Shape(2, 2, 2)).isInside(ARRAY)).isFalse();
    assertThat(new Box(9, 0, 0, new Shape(2, 2, 2)).isInside(ARRAY)).isFalse();
    assertThat(new Box(0, 7, 0, new Shape(2, 2, 2)).isInside(ARRAY)).isFalse();
    assertThat(new Box(0, 0, 5, new Shape(2, 2, 2)).isInside(ARRAY)).isFalse();
  }

  @Test
  void centredBoxesSplitTheDifference() {
    assertThat(Box.centred(ARRAY, new Shape(4, 8, 3)))
        .isEqualTo(new Box(3, 0, 1, new Shape(4, 8, 3)));
    assertThat(Box.centred(new Shape(4, 8, 3), ARRAY)).isEqualTo(new Box(-3, 0, -1, ARRAY));
  }

  @Test
  void growAndShrinkUndoEachOther() {
    Box box = new Box(3, 2, 1, new Shape(4, 4, 4));
    assertThat(box.grow(2)).isEqualTo(new Box(1, 0, -1, new Shape(8, 8, 8)));
    assertThat(box.grow(2).grow(-2)).isEqualTo(box);
    assertThatIllegalArgumentException().isThrownBy(() -> box.grow(-2));
  }
}
