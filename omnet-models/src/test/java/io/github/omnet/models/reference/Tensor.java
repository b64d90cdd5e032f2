package io.github.omnet.models.reference;

import java.util.Random;

/** Numbers by patch, channel, z, y, x, with x fastest. Shares its array. */
@SuppressWarnings("ArrayRecordComponent")
public record Tensor(int n, int c, int d, int h, int w, double[] values) {
  public Tensor {
    if (values.length != n * c * d * h * w) {
      throw new IllegalArgumentException(values.length + " values do not fill the shape");
    }
  }

  public static Tensor zeros(int n, int c, int d, int h, int w) {
    return new Tensor(n, c, d, h, w, new double[n * c * d * h * w]);
  }

  /** Normal numbers that a float holds exactly. */
  public static Tensor random(long seed, int n, int c, int d, int h, int w) {
    Random random = new Random(seed);
    Tensor t = zeros(n, c, d, h, w);
    for (int k = 0; k < t.values.length; k++) {
      t.values[k] = (float) random.nextGaussian();
    }
    return t;
  }

  /** All zero, in the same shape but for the channels. */
  public Tensor like(int channels) {
    return zeros(n, channels, d, h, w);
  }

  public int voxels() {
    return d * h * w;
  }

  public int index(int patch, int channel, int z, int y, int x) {
    return (((patch * c + channel) * d + z) * h + y) * w + x;
  }

  /** Where the voxels of one patch's channel begin. */
  public int start(int patch, int channel) {
    return (patch * c + channel) * voxels();
  }

  public double at(int patch, int channel, int z, int y, int x) {
    return values[index(patch, channel, z, y, x)];
  }

  /** The value, or zero outside. */
  public double padded(int patch, int channel, int z, int y, int x) {
    boolean inside = z >= 0 && z < d && y >= 0 && y < h && x >= 0 && x < w;
    return inside ? at(patch, channel, z, y, x) : 0;
  }

  /** The first patches, in a new array. */
  public Tensor first(int patches) {
    double[] part = java.util.Arrays.copyOf(values, patches * c * voxels());
    return new Tensor(patches, c, d, h, w, part);
  }

  public float[] floats() {
    float[] floats = new float[values.length];
    for (int k = 0; k < floats.length; k++) {
      floats[k] = (float) values[k];
    }
    return floats;
  }
}
