package io.github.omnet.core.transform;

import io.github.omnet.core.subject.Subject;

/** A step that changes the grid in a way that depends on the voxels of the subject. */
interface AdaptiveTransform extends Transform {
  /**
   * Decides what to do with one subject.
   *
   * @param subject the subject
   * @return the step for this subject, which can be undone
   */
  SpatialTransform fit(Subject subject);

  @Override
  default Subject apply(Subject subject) {
    return fit(subject).apply(subject);
  }
}
