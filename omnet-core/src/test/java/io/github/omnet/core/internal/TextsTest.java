package io.github.omnet.core.internal;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextsTest {
  @ParameterizedTest
  @CsvSource({
    "0.1, 0.1",
    "2, 2",
    "-1.5, -1.5",
    "100, 100",
    "1e30, 1E+30",
    "2e-3, 0.002",
    "0, 0",
    "2.0E-3, 0.002",
    "5e-324, 5E-324"
  })
  void numbersAreShort(double value, String text) {
    assertThat(Texts.of(value)).isEqualTo(text);
  }

  @Property
  void everyNumberReadsBack(@ForAll double value) {
    assertThat(Double.parseDouble(Texts.of(value))).isEqualTo(value + 0.0);
  }

  @Test
  void digestsTellContentsApart() {
    assertThat(Texts.digest(new double[] {1, 2}))
        .hasSize(16)
        .isNotEqualTo(Texts.digest(new double[] {2, 1}));
    assertThat(Texts.digest(new boolean[] {true}))
        .isNotEqualTo(Texts.digest(new boolean[] {false}));
  }
}
