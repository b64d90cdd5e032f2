package io.github.omnet.core.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.omnet.core.OmnetException;
import io.github.omnet.core.testing.Grids;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrientationTest {
  @Test
  void thereAre48() {
    assertThat(Grids.orientations()).hasSize(48).doesNotHaveDuplicates();
  }

  static java.util.List<Orientation> all() {
    return Grids.orientations();
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyCodeReadsBack(Orientation orientation) {
    assertThat(Orientation.of(orientation.code())).isEqualTo(orientation);
  }

  @ParameterizedTest
  @MethodSource("all")
  void aTiltOf20DegreesDoesNotHideTheOrientation(Orientation orientation) {
    Grid grid = Grids.grid(new Shape(3, 4, 5), new Spacing(0.5, 1, 6), orientation, 20, 0);
    assertThat(grid.orientation()).isEqualTo(orientation);
  }

  @ParameterizedTest
  @ValueSource(strings = {"RAR", "RA", "RASS", "XYZ", "", "RLS"})
  void otherCodesAreRefused(String code) {
    assertThatExceptionOfType(OmnetException.class).isThrownBy(() -> Orientation.of(code));
  }

  /** What nibabel 5.0.0's {@code aff2axcodes} says of the same matrices. */
  @ParameterizedTest
  @CsvSource({
    "LPS, -1 0 0 0 -1 0 0 0 1",
    "PSR, 0 0 1.2 -0.9 0 0 0 0.9 0",
    "RAS, 0.9 0.43 0 -0.43 0.9 0 0 0 3",
    "ALI, 0.5 -0.87 0 0.87 0.5 0 0 0 -1"
  })
  void agreesWithNibabel(String code, String rotation) {
    double[] r =
        java.util.Arrays.stream(rotation.split(" ")).mapToDouble(Double::parseDouble).toArray();
    Affine affine =
        Affine.ofRowMajor(r[0], r[1], r[2], 0, r[3], r[4], r[5], 0, r[6], r[7], r[8], 0);
    assertThat(Orientation.closestTo(affine)).hasToString(code);
  }
}
