package io.github.omnet.core.interpolation;

/** How labels are read between their voxels. Only labels that occur are ever returned. */
public enum LabelInterpolation {
  /** The label of the nearest voxel. */
  NEAREST,

  /**
   * The label with the largest share: each label's indicator (its one-hot channel) is interpolated
   * linearly and the largest wins, on a tie the lower label. Smoother borders than nearest.
   */
  ONE_HOT;

  @Override
  public String toString() {
    return this == NEAREST ? "nearest" : "onehot";
  }
}
