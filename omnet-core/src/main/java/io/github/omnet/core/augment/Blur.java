package io.github.omnet.core.augment;

import io.github.omnet.core.internal.Parameters;
import io.github.omnet.core.volume.Shape;

/**
 * Smooths every channel with a Gaussian, cut off at three deviations, edges repeated; background
 * stays 0.
 *
 * @param sigma standard deviation in voxels, above 0
 */
record Blur(double sigma) implements Augmentation {
  /**
   * Refuses a width that is not above 0.
   *
   * @param sigma standard deviation in voxels
   */
  public Blur {
    if (!(sigma > 0 && sigma <= 100)) {
      throw new IllegalArgumentException("sigma must be above 0 and at most 100, found " + sigma);
    }
  }

  static Blur read(Parameters text) {
    return new Blur(text.number("sigma"));
  }

  @Override
  public void apply(Block block) {
    for (int c = 0; c < block.intensityChannels(); c++) {
      int channel = c;
      Foregrounds.locally(block, c, () -> smooth(block, channel));
    }
  }

  private void smooth(Block block, int c) {
    Shape s = block.shape();
    int voxels = s.voxels();
    float[] from = new float[voxels];
    System.arraycopy(block.images(), block.start(c), from, 0, voxels);
    float[] to = smooth(from, s);
    for (int n = 0; n < voxels; n++) {
      int at = block.start(c) + n;
      block.images()[at] = block.images()[at] == 0 ? 0 : to[n];
    }
  }

  /** Smooths values, background or not, which are overwritten. */
  float[] smooth(float[] from, Shape s) {
    double[] kernel = kernel();
    float[] to = new float[from.length];
    along(from, to, kernel, s.x(), 1);
    along(to, from, kernel, s.y(), s.x());
    along(from, to, kernel, s.z(), s.x() * s.y());
    return to;
  }

  private double[] kernel() {
    int radius = (int) Math.ceil(3 * sigma);
    double[] kernel = new double[2 * radius + 1];
    double sum = 0;
    for (int n = -radius; n <= radius; n++) {
      kernel[n + radius] = StrictMath.exp(-0.5 * n * n / (sigma * sigma));
      sum += kernel[n + radius];
    }
    for (int n = 0; n < kernel.length; n++) {
      kernel[n] /= sum;
    }
    return kernel;
  }

  private static void along(float[] from, float[] to, double[] kernel, int length, int stride) {
    int radius = kernel.length / 2;
    for (int n = 0; n < from.length; n++) {
      int at = n / stride % length;
      double sum = 0;
      for (int t = -radius; t <= radius; t++) {
        int neighbour = Math.min(Math.max(at + t, 0), length - 1);
        sum += kernel[t + radius] * from[n + (neighbour - at) * stride];
      }
      to[n] = (float) sum;
    }
  }

  @Override
  public int margin(Shape shape) {
    return (int) Math.ceil(3 * sigma);
  }

  @Override
  public String describe() {
    return Parameters.of("blur").with("sigma", sigma).toString();
  }
}
