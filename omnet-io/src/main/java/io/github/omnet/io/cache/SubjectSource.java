package io.github.omnet.io.cache;

import io.github.omnet.core.subject.Subject;
import io.github.omnet.io.dataset.SubjectFiles;
import java.io.IOException;

/** Where a subject comes from: its files, a cache, or one cache behind another. */
@FunctionalInterface
public interface SubjectSource {
  /**
   * Provides a subject.
   *
   * @param files whose
   * @return the subject, maybe shared with other callers
   * @throws IOException if a file cannot be read
   */
  Subject get(SubjectFiles files) throws IOException;
}
