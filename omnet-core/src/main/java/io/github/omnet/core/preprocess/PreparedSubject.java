package io.github.omnet.core.preprocess;

import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.transform.Pipeline;
import io.github.omnet.core.volume.Mask;

/**
 * A subject as the network sees it, and the way back to the grid that it came on.
 *
 * @param subject turned, cropped and normalised
 * @param brain its brain, on the same grid
 * @param spatial the steps that changed the grid; {@code toOriginal} undoes them
 */
public record PreparedSubject(Subject subject, Mask brain, Pipeline.Run spatial) {
  /**
   * Looks at a part of the brain only.
   *
   * @param part voxels that matter, on the same grid
   * @return the same subject, whose brain counts as no more than that
   */
  public PreparedSubject within(Mask part) {
    return new PreparedSubject(subject, part, spatial);
  }
}
