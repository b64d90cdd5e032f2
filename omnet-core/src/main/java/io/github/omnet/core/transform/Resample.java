package io.github.omnet.core.transform;

import io.github.omnet.core.OmnetException;
import io.github.omnet.core.internal.Texts;
import io.github.omnet.core.internal.interpolation.Interpolator;
import io.github.omnet.core.internal.interpolation.LabelInterpolator;
import io.github.omnet.core.interpolation.Interpolation;
import io.github.omnet.core.interpolation.LabelInterpolation;
import io.github.omnet.core.volume.Affine;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.LabelMap;
import io.github.omnet.core.volume.Mask;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.core.volume.Spacing;
import io.github.omnet.core.volume.Volume;
import java.util.Optional;

/**
 * Reads every image and label anew on another grid, through the world, so that grids may be oblique
 * to each other. Places that lie in no voxel of the old grid become 0.
 *
 * <p>Going to coarser voxels does not smooth first; blur the image before if aliasing matters. On a
 * grid that matches the old one every voxel keeps its value.
 */
final class Resample implements SpatialTransform {
  /** Grids whose affines agree this well (mm) are the same, and nothing is interpolated. */
  private static final double SAME = 1e-6;

  private final Optional<Grid> grid;
  private final Optional<Spacing> spacing;
  private final Interpolation images;
  private final LabelInterpolation labels;

  private Resample(
      Optional<Grid> grid,
      Optional<Spacing> spacing,
      Interpolation images,
      LabelInterpolation labels) {
    this.grid = grid;
    this.spacing = spacing;
    this.images = images;
    this.labels = labels;
  }

  /**
   * Resamples onto a given grid: images linearly, labels by nearest voxel.
   *
   * @param grid the grid wanted
   * @return the transform
   */
  public static Resample to(Grid grid) {
    return new Resample(
        Optional.of(grid), Optional.empty(), Interpolation.LINEAR, LabelInterpolation.NEAREST);
  }

  /**
   * Resamples to voxels of a given size, keeping axes and the middle of the field of view: images
   * linearly, labels by nearest voxel. Each axis gets its length in millimetres over the spacing,
   * rounded, at least 1 voxel.
   *
   * @param spacing the voxel size wanted
   * @return the transform
   */
  public static Resample to(Spacing spacing) {
    return new Resample(
        Optional.empty(), Optional.of(spacing), Interpolation.LINEAR, LabelInterpolation.NEAREST);
  }

  /**
   * The same with another interpolation.
   *
   * @param newImages how images are read between voxels
   * @param newLabels how labels are; masks are labels 0 and 1
   * @return a new transform
   */
  public Resample with(Interpolation newImages, LabelInterpolation newLabels) {
    return new Resample(grid, spacing, newImages, newLabels);
  }

  @Override
  public Grid gridAfter(Grid before) {
    return grid.orElseGet(() -> spacing.map(wanted -> respaced(before, wanted)).orElse(before));
  }

  private static Grid respaced(Grid before, Spacing wanted) {
    int[] extent = new int[3];
    double[] ratio = new double[3];
    double[] start = new double[3];
    for (int a = 0; a < 3; a++) {
      int old = before.shape().axis(a);
      ratio[a] = wanted.axis(a) / before.spacing().axis(a);
      extent[a] = Math.max(1, (int) Math.rint(old / ratio[a]));
      start[a] = (old - extent[a] * ratio[a]) / 2 - 0.5 + ratio[a] / 2;
    }
    if ((double) extent[0] * extent[1] * extent[2] > Integer.MAX_VALUE) {
      throw new OmnetException(
          "resampling "
              + before.shape()
              + " voxels of "
              + before.spacing()
              + " mm to "
              + wanted
              + " mm gives more voxels than an image can have; choose larger ones");
    }
    try {
      Affine toOldIndex =
          Affine.ofRowMajor(
              ratio[0], 0, 0, start[0], 0, ratio[1], 0, start[1], 0, 0, ratio[2], start[2]);
      return new Grid(
          new Shape(extent[0], extent[1], extent[2]), before.affine().multiply(toOldIndex));
    } catch (IllegalArgumentException e) {
      throw new OmnetException(
          "voxels of "
              + before.spacing()
              + " mm cannot be resampled to "
              + wanted
              + " mm ("
              + e.getMessage()
              + "); choose sizes of the same order",
          e);
    }
  }

  @Override
  public Volume apply(Volume volume) {
    Grid after = gridAfter(volume.grid());
    if (after.matches(volume.grid(), SAME)) {
      return Volume.wrap(after, volume.data());
    }
    var between = Interpolator.of(images, volume.data(), 0, volume.shape());
    float[] data = new float[after.shape().voxels()];
    GridWalk walk = new GridWalk(after, volume.grid());
    if (walk.isParallel()) {
      var rows = between.rows(walk.places());
      walk.forEachRow((n, y, z) -> rows.read(y, z, data, n));
    } else {
      walk.forEach((n, x, y, z) -> data[n] = between.at(x, y, z));
    }
    return Volume.wrap(after, data);
  }

  @Override
  public LabelMap apply(LabelMap map) {
    Grid after = gridAfter(map.grid());
    if (after.matches(map.grid(), SAME)) {
      return LabelMap.wrap(after, map.data());
    }
    return LabelMap.wrap(after, walk(map.data(), map.grid(), after));
  }

  @Override
  public Mask apply(Mask mask) {
    Grid after = gridAfter(mask.grid());
    if (after.matches(mask.grid(), SAME)) {
      return Mask.wrap(after, mask.data());
    }
    boolean[] in = mask.data();
    byte[] ones = new byte[in.length];
    for (int n = 0; n < in.length; n++) {
      ones[n] = (byte) (in[n] ? 1 : 0);
    }
    byte[] moved = walk(ones, mask.grid(), after);
    boolean[] set = new boolean[moved.length];
    for (int n = 0; n < set.length; n++) {
      set[n] = moved[n] != 0;
    }
    return Mask.wrap(after, set);
  }

  private byte[] walk(byte[] from, Grid before, Grid after) {
    var between = LabelInterpolator.of(labels, from, 0, before.shape());
    byte[] data = new byte[after.shape().voxels()];
    GridWalk walk = new GridWalk(after, before);
    if (walk.isParallel()) {
      var rows = between.rows(walk.places());
      walk.forEachRow((n, y, z) -> rows.read(y, z, data, n));
    } else {
      walk.forEach((n, x, y, z) -> data[n] = between.at(x, y, z));
    }
    return data;
  }

  /**
   * Back onto the grid before, with the same interpolation. Labels by nearest voxel return exactly
   * if no axis was made coarser; otherwise detail that was lost stays lost.
   */
  @Override
  public Resample inverse(Grid before) {
    return to(before).with(images, labels);
  }

  @Override
  public String describe() {
    String target =
        spacing
            .map(s -> "spacing " + Texts.of(s.x(), s.y(), s.z()))
            .or(() -> grid.map(g -> g.shape() + " " + Texts.of(g.affine().toRowMajor())))
            .orElse("");
    return "resample(to=" + target + ", images=" + images + ", labels=" + labels + ")";
  }

  @Override
  public String toString() {
    return describe();
  }
}
