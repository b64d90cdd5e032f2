package io.github.omnet.examples.phantom;

import io.github.omnet.core.subject.Modality;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.core.volume.Volume;

/**
 * Turns tissue into an image of one contrast: partial volume at the borders, tissue texture, a
 * smooth bias field of the coil, Rician noise, and an arbitrary gain, as each scanner has its own.
 * Whole numbers, as scanners store; the background is exactly 0 and the brain is not.
 */
final class Scanner {
  private static final double BIAS = 0.22;
  private static final double TEXTURE = 0.10;

  private final Modality modality;
  private final SeededNoise random;
  private final double gain;
  private final double sigma;

  Scanner(Modality modality, SeededNoise random) {
    this.modality = modality;
    this.random = random;
    this.gain = random.between(1, 250, 900);
    this.sigma = random.between(2, 0.025, 0.05);
  }

  Volume scan(Grid grid, Tissue[] tissue) {
    Shape shape = grid.shape();
    double[] signal = new double[tissue.length];
    for (int n = 0; n < signal.length; n++) {
      signal[n] = tissue[n].brightness(modality);
    }
    signal = blurred(signal, 1);
    signal = blurred(signal, shape.x());
    signal = blurred(signal, shape.x() * shape.y());
    SeededNoise bias = random.stream(1);
    SeededNoise texture = random.stream(2);
    SeededNoise noise = random.stream(3);
    float[] image = new float[signal.length];
    for (int n = 0; n < image.length; n++) {
      if (tissue[n] == Tissue.BACKGROUND) {
        continue;
      }
      int x = n % shape.x();
      int y = n / shape.x() % shape.y();
      int z = n / shape.x() / shape.y();
      double field =
          1 + BIAS * bias.smooth(2.0 * x / shape.x(), 2.0 * y / shape.y(), 2.0 * z / shape.z());
      double value = signal[n] * field * (1 + TEXTURE * texture.smooth(x / 3.3, y / 3.3, z / 3.3));
      double real = value + sigma * noise.gaussian(2L * n);
      double imaginary = sigma * noise.gaussian(2L * n + 1);
      double magnitude = Math.sqrt(real * real + imaginary * imaginary);
      image[n] = (float) Math.max(1, Math.rint(gain * magnitude));
    }
    return Volume.wrap(grid, image);
  }

  /** Mean with both neighbours along one axis, weights 1, 4, 1: a voxel averages what it covers. */
  private static double[] blurred(double[] in, int stride) {
    double[] out = in.clone();
    for (int n = stride; n < in.length - stride; n++) {
      out[n] = (in[n - stride] + 4 * in[n] + in[n + stride]) / 6;
    }
    return out;
  }
}
