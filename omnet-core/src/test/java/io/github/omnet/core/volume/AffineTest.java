package io.github.omnet.core.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.omnet.core.testing.Grids;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class AffineTest {
  private static final Affine SHEARED =
      Affine.ofRowMajor(2, 0.5, 0, 10, 0, 3, 0.25, -20, 0.1, 0, 4, 30);

  @Test
  void appliesRowsToTheIndex() {
    assertThat(SHEARED.apply(1, 2, 3)).containsExactly(13, -13.25, 42.1);
  }

  @Test
  void spacingIsTheLengthOfTheColumns() {
    Spacing spacing = Affine.ofRowMajor(0, -3, 0, 0, 2, 0, 0, 0, 0, 4, 1, 0).spacing();
    assertThat(spacing).isEqualTo(new Spacing(2, 5, 1));
  }

  @Test
  void determinantIsNegativeForAMirroredGrid() {
    assertThat(Affine.ofRowMajor(-1, 0, 0, 0, 0, 2, 0, 0, 0, 0, 3, 0).determinant()).isEqualTo(-6);
  }

  @Test
  void sixteenNumbersEndInTheUnitRow() {
    double[] numbers = SHEARED.toRowMajor();
    assertThat(numbers).hasSize(16).endsWith(0, 0, 0, 1);
    assertThat(Affine.ofRowMajor(numbers)).isEqualTo(SHEARED);
    numbers[12] = 1;
    assertThatIllegalArgumentException().isThrownBy(() -> Affine.ofRowMajor(numbers));
  }

  @Test
  void columnsWhoseLengthUnderflowsAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Affine.ofRowMajor(1e-170, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0))
        .withMessageContaining("axis 0 has no length");
    assertThat(Affine.ofRowMajor(1e-9, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0).spacing().x())
        .isEqualTo(1e-9);
  }

  @Test
  void flatAndInfiniteMatricesAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Affine.ofRowMajor(1, 2, 0, 0, 2, 4, 0, 0, 0, 0, 1, 0))
        .withMessageContaining("singular");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Affine.ofRowMajor(1, 0, 0, Double.NaN, 0, 1, 0, 0, 0, 0, 1, 0))
        .withMessageContaining("finite");
    assertThatIllegalArgumentException().isThrownBy(() -> Affine.ofRowMajor(1, 2, 3));
  }

  @Test
  void micrometreGridsAreNotTakenForFlat() {
    Affine tiny = Affine.ofRowMajor(1e-4, 0, 0, 0, 0, 1e-4, 0, 0, 0, 0, 1e-4, 0);
    assertThat(tiny.inverse().apply(1e-4, 2e-4, 3e-4))
        .containsExactly(new double[] {1, 2, 3}, within(1e-9));
  }

  @Test
  void negativeZeroIsZero() {
    Affine negative = Affine.ofRowMajor(1, -0.0, 0, -0.0, 0, 1, 0, 0, 0, 0, 1, 0);
    assertThat(negative).isEqualTo(Affine.identity()).hasSameHashCodeAs(Affine.identity());
    assertThat(Affine.identity().inverse()).isEqualTo(Affine.identity());
  }

  @Test
  void textIsShortForWholeNumbers() {
    assertThat(Affine.identity()).hasToString("[1 0 0 0; 0 1 0 0; 0 0 1 0]");
  }

  @Property
  void inverseUndoes(@ForAll("grids") Grid grid) {
    assertThat(grid.affine().inverse().multiply(grid.affine()).closeTo(Affine.identity(), 1e-9))
        .isTrue();
  }

  @Property
  void productIsOneAfterTheOther(@ForAll("grids") Grid outer, @ForAll("grids") Grid inner) {
    double[] world = inner.affine().apply(3, 1, 4);
    double[] expected = outer.affine().apply(world[0], world[1], world[2]);
    assertThat(outer.affine().multiply(inner.affine()).apply(3, 1, 4))
        .containsExactly(expected, within(1e-8));
  }

  @Provide
  Arbitrary<Grid> grids() {
    return Grids.any();
  }
}
