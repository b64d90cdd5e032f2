package io.github.omnet.core.transform;

import io.github.omnet.core.volume.Affine;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.LabelMap;
import io.github.omnet.core.volume.Mask;
import io.github.omnet.core.volume.Volume;
import java.util.Optional;

/**
 * A fixed order of axes: new axis {@code a} runs along old axis {@code axes[a]}, backwards where
 * {@code flipped[a]}. What a reorientation comes down to on one grid; its inverse does not look at
 * directions again, which on a grid tilted by 45 degrees could be read either way.
 */
final class AxisSwap implements SpatialTransform {
  private final int[] axes;
  private final boolean[] flipped;

  /** The grid to arrive at, number for number, when this is an inverse. */
  private final Optional<Grid> exact;

  AxisSwap(int[] axes, boolean[] flipped, Optional<Grid> exact) {
    this.axes = axes;
    this.flipped = flipped;
    this.exact = exact;
  }

  @Override
  public Grid gridAfter(Grid before) {
    double[] newToOld = new double[12];
    for (int a = 0; a < 3; a++) {
      newToOld[4 * axes[a] + a] = flipped[a] ? -1 : 1;
      newToOld[4 * axes[a] + 3] = flipped[a] ? before.shape().axis(axes[a]) - 1 : 0;
    }
    Grid after =
        new Grid(copy(before).shape(), before.affine().multiply(Affine.ofRowMajor(newToOld)));
    exact.ifPresent(grid -> grid.requireMatches(after, "inverse reorientation and its input"));
    return exact.orElse(after);
  }

  @Override
  public Volume apply(Volume volume) {
    return Volume.wrap(gridAfter(volume.grid()), copy(volume.grid()).copy(volume.data()));
  }

  @Override
  public LabelMap apply(LabelMap labels) {
    return LabelMap.wrap(gridAfter(labels.grid()), copy(labels.grid()).copy(labels.data()));
  }

  @Override
  public Mask apply(Mask mask) {
    return Mask.wrap(gridAfter(mask.grid()), copy(mask.grid()).copy(mask.data()));
  }

  private VoxelCopy copy(Grid grid) {
    return VoxelCopy.permute(grid.shape(), axes, flipped);
  }

  @Override
  public AxisSwap inverse(Grid before) {
    int[] backAxes = new int[3];
    boolean[] backFlipped = new boolean[3];
    for (int a = 0; a < 3; a++) {
      backAxes[axes[a]] = a;
      backFlipped[axes[a]] = flipped[a];
    }
    return new AxisSwap(backAxes, backFlipped, Optional.of(before));
  }

  @Override
  public String describe() {
    StringBuilder text = new StringBuilder("axes(order=");
    for (int a = 0; a < 3; a++) {
      text.append(flipped[a] ? "-" : "+").append("xyz".charAt(axes[a]));
    }
    return text.append(')').toString();
  }

  @Override
  public String toString() {
    return describe();
  }
}
