package io.github.omnet.core.augment;

import io.github.omnet.core.internal.Parameters;
import io.github.omnet.core.random.CounterRandom;
import io.github.omnet.core.volume.Shape;

/**
 * Multiplies the signal of every channel's foreground by a smooth positive field, as an uneven coil
 * does: {@code exp(p)}, where p is a polynomial of degree 3 in coordinates that run from -1 to 1,
 * with random coefficients.
 *
 * <p>The signal is what lies above {@code noSignal}: 0 in a scan as it was read. In z-scores it is
 * minus the mean over the deviation, about -4 for a brain; multiplying z-scores themselves would
 * leave tissue of mean brightness as it is, which no coil does.
 *
 * @param seed names the coefficients
 * @param magnitude largest coefficient, at least 0; of one, 0.1 is moderate
 * @param noSignal value that a voxel without signal has in these images; finite
 */
record BiasField(long seed, double magnitude, double noSignal) implements Augmentation {
  private static final int DEGREE = 3;

  /** Products of powers of x, y and z of total degree at most 3. */
  private static final int TERMS = 20;

  /**
   * Refuses a negative magnitude.
   *
   * @param seed names the coefficients
   * @param magnitude largest coefficient
   * @param noSignal value of a voxel without signal
   */
  public BiasField {
    if (!(magnitude >= 0)) {
      throw new IllegalArgumentException("magnitude must be at least 0, found " + magnitude);
    }
    if (!Double.isFinite(noSignal)) {
      throw new IllegalArgumentException("noSignal must be finite, found " + noSignal);
    }
  }

  static BiasField read(Parameters text) {
    return new BiasField(text.whole("seed"), text.number("magnitude"), text.number("noSignal"));
  }

  @Override
  public void apply(Block block) {
    for (int c = 0; c < block.intensityChannels(); c++) {
      int channel = c;
      Foregrounds.locally(block, c, () -> multiply(block, channel));
    }
  }

  private void multiply(Block block, int c) {
    Shape s = block.shape();
    CounterRandom random = CounterRandom.of(seed, c);
    double[] coefficients = new double[TERMS];
    for (int n = 0; n < coefficients.length; n++) {
      coefficients[n] = random.uniform(-magnitude, magnitude);
    }
    int n = block.start(c);
    for (int k = 0; k < s.z(); k++) {
      for (int j = 0; j < s.y(); j++) {
        double[] row = alongX(coefficients, coordinate(j, s.y()), coordinate(k, s.z()));
        for (int i = 0; i < s.x(); i++, n++) {
          double x = coordinate(i, s.x());
          double p = row[0] + x * (row[1] + x * (row[2] + x * row[3]));
          float value = block.images()[n];
          if (value != 0) {
            block.images()[n] = (float) (noSignal + (value - noSignal) * StrictMath.exp(p));
          }
        }
      }
    }
  }

  /** The polynomial in x that is left for given y and z, by rising power. */
  private static double[] alongX(double[] coefficients, double y, double z) {
    double[] row = new double[DEGREE + 1];
    int n = 0;
    double zPower = 1;
    for (int c = 0; c <= DEGREE; c++, zPower *= z) {
      double yPower = 1;
      for (int b = 0; b <= DEGREE - c; b++, yPower *= y) {
        for (int a = 0; a <= DEGREE - b - c; a++) {
          row[a] += coefficients[n++] * yPower * zPower;
        }
      }
    }
    return row;
  }

  private static double coordinate(int n, int length) {
    return length == 1 ? 0 : 2.0 * n / (length - 1) - 1;
  }

  @Override
  public String describe() {
    return Parameters.of("biasField")
        .with("seed", seed)
        .with("magnitude", magnitude)
        .with("noSignal", noSignal)
        .toString();
  }
}
