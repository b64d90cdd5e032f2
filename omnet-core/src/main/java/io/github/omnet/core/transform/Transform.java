package io.github.omnet.core.transform;

import io.github.omnet.core.subject.Subject;

/**
 * One step from subject to subject. Transforms are immutable and may be shared by threads; the same
 * subject always gives the same result.
 */
public interface Transform {
  /**
   * Applies the step to every modality, and to derived channels and labels where it moves voxels.
   *
   * @param subject what to transform; not changed
   * @return the transformed subject, with the same id
   */
  Subject apply(Subject subject);

  /**
   * Returns what the step does, with all its parameters: {@code name(key=value, ...)}. Two
   * transforms with the same text give the same voxels; caches and provenance rest on that.
   *
   * @return the text
   */
  String describe();
}
