package io.github.omnet.io.cache;

import io.github.omnet.core.subject.Subject;

/** How much memory a subject holds. */
final class SubjectBytes {
  private SubjectBytes() {}

  /** Bytes of its voxels; all else is negligible. */
  static long of(Subject subject) {
    long voxels = subject.grid().shape().voxels();
    int channels = subject.volumes().size() + subject.derived().size();
    return voxels * (Float.BYTES * channels + (subject.truth().isPresent() ? 1 : 0));
  }
}
