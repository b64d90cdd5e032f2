package io.github.omnet.core.augment;

import io.github.omnet.core.internal.Parameters;
import java.util.Arrays;
import java.util.List;

/**
 * Multiplies each channel's foreground by a factor and adds a constant: brightness and contrast.
 *
 * @param scales one factor per channel
 * @param shifts one addend per channel
 */
record ScaleShift(List<Double> scales, List<Double> shifts) implements Augmentation {
  /**
   * Keeps copies.
   *
   * @param scales one factor per channel
   * @param shifts one addend per channel
   */
  public ScaleShift {
    scales = List.copyOf(scales);
    shifts = List.copyOf(shifts);
    if (scales.size() != shifts.size()) {
      throw new IllegalArgumentException(
          "a scale and a shift per channel are needed, found " + scales + " and " + shifts);
    }
  }

  static ScaleShift read(Parameters text) {
    return new ScaleShift(list(text.numbers("scales", -1)), list(text.numbers("shifts", -1)));
  }

  static List<Double> list(double[] numbers) {
    return Arrays.stream(numbers).boxed().toList();
  }

  static double[] array(List<Double> numbers) {
    return numbers.stream().mapToDouble(Double::doubleValue).toArray();
  }

  @Override
  public void apply(Block block) {
    Foregrounds.requireChannels(block, scales.size(), this);
    for (int c = 0; c < block.intensityChannels(); c++) {
      double scale = scales.get(c);
      double shift = shifts.get(c);
      Foregrounds.map(block, c, value -> value * scale + shift);
    }
  }

  @Override
  public String describe() {
    return Parameters.of("scaleShift")
        .with("scales", array(scales))
        .with("shifts", array(shifts))
        .toString();
  }
}
