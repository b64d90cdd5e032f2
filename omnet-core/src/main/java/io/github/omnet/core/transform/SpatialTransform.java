package io.github.omnet.core.transform;

import io.github.omnet.core.subject.Modality;
import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.subject.TumorLabels;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.LabelMap;
import io.github.omnet.core.volume.Mask;
import io.github.omnet.core.volume.Volume;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A step that changes the grid. It is decided by the grid alone, not by the voxels, and can be
 * undone: what was made on the grid after it returns to the grid before it.
 */
public interface SpatialTransform extends Transform {
  /**
   * The grid that voxels lie on afterwards.
   *
   * @param before the grid they lie on now
   * @return the new grid
   */
  Grid gridAfter(Grid before);

  /**
   * Moves an image; voxels from beyond its edges are 0.
   *
   * @param volume the image; not changed
   * @return the image on {@link #gridAfter} of its grid
   */
  Volume apply(Volume volume);

  /**
   * Moves labels, which are never blended; voxels from beyond the edges are background.
   *
   * @param labels the labels; not changed
   * @return the labels on {@link #gridAfter} of their grid
   */
  LabelMap apply(LabelMap labels);

  /**
   * Moves a set of voxels; voxels from beyond the edges are not in it.
   *
   * @param mask the set; not changed
   * @return the set on {@link #gridAfter} of its grid
   */
  Mask apply(Mask mask);

  /**
   * The way back.
   *
   * @param before the grid that this step was, or will be, applied to
   * @return a transform from {@code gridAfter(before)} to exactly {@code before}
   */
  SpatialTransform inverse(Grid before);

  @Override
  default Subject apply(Subject subject) {
    Map<Modality, Volume> moved = new EnumMap<>(Modality.class);
    subject.volumes().forEach((modality, volume) -> moved.put(modality, apply(volume)));
    Map<String, Volume> movedDerived = new LinkedHashMap<>();
    subject.derived().forEach((name, volume) -> movedDerived.put(name, apply(volume)));
    return subject.with(
        moved,
        movedDerived,
        subject.truth().map(truth -> new TumorLabels(apply(truth.map()), truth.scheme())));
  }
}
