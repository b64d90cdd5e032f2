package io.github.omnet.models.preparation;

import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.transform.SpatialTransform;
import io.github.omnet.core.volume.LabelMap;
import io.github.omnet.core.volume.Mask;
import io.github.omnet.core.volume.Volume;
import java.util.List;

/**
 * A subject as the network sees it, and the way back to the grid that it came on.
 *
 * @param subject turned, cropped and normalised
 * @param brain its brain, on the same grid
 * @param wayBack steps from that grid to the original one, in order
 */
public record PreparedSubject(Subject subject, Mask brain, List<SpatialTransform> wayBack) {
  /**
   * Copies the list.
   *
   * @param subject turned, cropped and normalised
   * @param brain its brain
   * @param wayBack steps to the original grid
   */
  public PreparedSubject {
    wayBack = List.copyOf(wayBack);
  }

  /**
   * Takes labels back to the original grid.
   *
   * @param labels on the prepared grid
   * @return the same labels where they belong, background elsewhere
   */
  public LabelMap restore(LabelMap labels) {
    LabelMap moved = labels;
    for (SpatialTransform step : wayBack) {
      moved = step.apply(moved);
    }
    return moved;
  }

  /**
   * Takes values back to the original grid.
   *
   * @param values on the prepared grid
   * @return the same values where they belong, 0 elsewhere
   */
  public Volume restore(Volume values) {
    Volume moved = values;
    for (SpatialTransform step : wayBack) {
      moved = step.apply(moved);
    }
    return moved;
  }
}
