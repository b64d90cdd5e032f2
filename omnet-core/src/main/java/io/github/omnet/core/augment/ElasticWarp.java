package io.github.omnet.core.augment;

import io.github.omnet.core.internal.Parameters;
import io.github.omnet.core.internal.interpolation.Interpolator;
import io.github.omnet.core.interpolation.Interpolation;
import io.github.omnet.core.random.CounterRandom;
import io.github.omnet.core.volume.Shape;

/**
 * Bends images and labels smoothly: control points {@code spacing} voxels apart, counted from the
 * middle of the block so that a larger block around the same middle is bent alike, are displaced by
 * random vectors, with linear interpolation between them. Images are read linearly, labels by
 * nearest voxel; outside the block is 0.
 *
 * @param seed names the displacements
 * @param spacing voxels between control points, at least 2
 * @param displacement largest displacement along each axis, in voxels; below half the spacing keeps
 *     the map from folding
 */
record ElasticWarp(long seed, int spacing, double displacement) implements Augmentation {
  /**
   * Refuses control points that crowd and displacements that could fold.
   *
   * @param seed names the displacements
   * @param spacing voxels between control points
   * @param displacement largest displacement along each axis
   */
  public ElasticWarp {
    if (spacing < 2 || !(displacement >= 0 && displacement < spacing / 2.0)) {
      throw new IllegalArgumentException(
          "displacement must be below half the spacing of control points, found "
              + displacement
              + " and "
              + spacing);
    }
  }

  static ElasticWarp read(Parameters text) {
    return new ElasticWarp(
        text.whole("seed"), Math.toIntExact(text.whole("spacing")), text.number("displacement"));
  }

  @Override
  public void apply(Block block) {
    Shape s = block.shape();
    // Control point 0 is the middle voxel; reach is how many there are on either side.
    int[] reach = new int[3];
    for (int a = 0; a < 3; a++) {
      reach[a] = s.axis(a) / 2 / spacing + 1;
    }
    Shape points = new Shape(2 * reach[0] + 1, 2 * reach[1] + 1, 2 * reach[2] + 1);
    Interpolator[] field = new Interpolator[3];
    for (int a = 0; a < 3; a++) {
      field[a] = Interpolator.of(Interpolation.LINEAR, displacements(points, reach, a), 0, points);
    }
    Warp.apply(
        block,
        (i, j, k, p) -> {
          double x = (double) (i - s.x() / 2) / spacing + reach[0];
          double y = (double) (j - s.y() / 2) / spacing + reach[1];
          double z = (double) (k - s.z() / 2) / spacing + reach[2];
          p[0] = i + field[0].at(x, y, z);
          p[1] = j + field[1].at(x, y, z);
          p[2] = k + field[2].at(x, y, z);
        });
  }

  private float[] displacements(Shape points, int[] reach, int axis) {
    float[] values = new float[points.voxels()];
    for (int k = 0; k < points.z(); k++) {
      for (int j = 0; j < points.y(); j++) {
        for (int i = 0; i < points.x(); i++) {
          // 21 bits for each signed coordinate name the control point whatever the block's extent.
          long name =
              (long) (i - reach[0] & 0x1fffff) << 42
                  | (long) (j - reach[1] & 0x1fffff) << 21
                  | (k - reach[2] & 0x1fffff);
          values[points.index(i, j, k)] =
              (float)
                  CounterRandom.of(CounterRandom.derive(seed, axis), name)
                      .uniform(-displacement, displacement);
        }
      }
    }
    return values;
  }

  @Override
  public int margin(Shape shape) {
    return (int) Math.ceil(displacement);
  }

  @Override
  public String describe() {
    return Parameters.of("elastic")
        .with("seed", seed)
        .with("spacing", spacing)
        .with("displacement", displacement)
        .toString();
  }
}
