package io.github.omnet.core.transform;

import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.LabelMap;
import io.github.omnet.core.volume.Mask;
import io.github.omnet.core.volume.Volume;

/** A spatial step that becomes a definite one as soon as it sees a grid. */
interface DecidedByGrid extends SpatialTransform {
  /**
   * Returns what it does to voxels on one grid.
   *
   * @param before the grid
   * @return the definite step
   */
  SpatialTransform on(Grid before);

  @Override
  default Grid gridAfter(Grid before) {
    return on(before).gridAfter(before);
  }

  @Override
  default Volume apply(Volume volume) {
    return on(volume.grid()).apply(volume);
  }

  @Override
  default LabelMap apply(LabelMap labels) {
    return on(labels.grid()).apply(labels);
  }

  @Override
  default Mask apply(Mask mask) {
    return on(mask.grid()).apply(mask);
  }

  @Override
  default SpatialTransform inverse(Grid before) {
    return on(before).inverse(before);
  }
}
