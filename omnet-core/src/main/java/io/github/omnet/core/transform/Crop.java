package io.github.omnet.core.transform;

import io.github.omnet.core.volume.Box;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.LabelMap;
import io.github.omnet.core.volume.Mask;
import io.github.omnet.core.volume.Volume;
import java.util.Optional;

/**
 * Cuts out a block of voxels, padding with 0 where the block reaches beyond the grid. Voxels keep
 * their place in the world. The inverse puts the block back and fills what was cut off with 0.
 */
final class Crop implements SpatialTransform {
  private final Box box;

  /** The grid to arrive at, number for number, when this is an inverse. */
  private final Optional<Grid> exact;

  private Crop(Box box, Optional<Grid> exact) {
    this.box = box;
    this.exact = exact;
  }

  /**
   * Crops or pads to a block.
   *
   * @param box the block, in voxel indices; may reach beyond the grid
   * @return the transform
   */
  public static Crop to(Box box) {
    return new Crop(box, Optional.empty());
  }

  /**
   * The block that is cut out.
   *
   * @return in voxel indices of the grid before
   */
  public Box box() {
    return box;
  }

  @Override
  public Grid gridAfter(Grid before) {
    Grid after = before.crop(box);
    exact.ifPresent(grid -> grid.requireMatches(after, "inverse crop and its input"));
    return exact.orElse(after);
  }

  @Override
  public Volume apply(Volume volume) {
    return Volume.wrap(
        gridAfter(volume.grid()), VoxelCopy.crop(volume.shape(), box).copy(volume.data()));
  }

  @Override
  public LabelMap apply(LabelMap labels) {
    return LabelMap.wrap(
        gridAfter(labels.grid()), VoxelCopy.crop(labels.shape(), box).copy(labels.data()));
  }

  @Override
  public Mask apply(Mask mask) {
    return Mask.wrap(gridAfter(mask.grid()), VoxelCopy.crop(mask.shape(), box).copy(mask.data()));
  }

  @Override
  public Crop inverse(Grid before) {
    return new Crop(new Box(-box.x(), -box.y(), -box.z(), before.shape()), Optional.of(before));
  }

  @Override
  public String describe() {
    return "crop(box=" + box + ")";
  }

  @Override
  public String toString() {
    return describe();
  }
}
