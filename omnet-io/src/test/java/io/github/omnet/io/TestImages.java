package io.github.omnet.io;

import io.github.omnet.core.volume.Affine;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.LabelMap;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.core.volume.Volume;
import java.util.SplittableRandom;

/** Generated images for tests that must always run. */
public final class TestImages {
  /** Oblique, anisotropic, left-handed, with single-precision numbers. */
  public static final Affine OBLIQUE =
      Affine.ofRowMajor(-2, 0, 0, 117.875, 0, 1.96875, -0.359375, -35.75, 0, 0.328125, 2.171875, 7);

  private TestImages() {}

  /** Whole numbers from 0 to 250. */
  public static Volume volume(Shape shape, Affine affine, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[shape.voxels()];
    for (int n = 0; n < values.length; n++) {
      values[n] = random.nextInt(251);
    }
    return Volume.wrap(new Grid(shape, affine), values);
  }

  /** Labels 0, 1, 2 and the one given. */
  public static LabelMap labels(Shape shape, Affine affine, int last, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    byte[] values = new byte[shape.voxels()];
    for (int n = 0; n < values.length; n++) {
      int label = random.nextInt(4);
      values[n] = (byte) (label == 3 ? last : label);
    }
    return LabelMap.wrap(new Grid(shape, affine), values);
  }
}
