package io.github.omnet.core.sampling;

import io.github.omnet.core.subject.Subject;
import java.io.IOException;

/** A subject that is loaded when its patches are due. */
public interface SubjectSource {
  /**
   * Name of the subject, for messages.
   *
   * @return a name, unique in its data set
   */
  String id();

  /**
   * Loads the subject; may be called by any thread, and again after its memory was given up.
   *
   * @return the subject, the same voxels each time
   * @throws IOException if it cannot be read
   */
  Subject load() throws IOException;

  /**
   * A subject that is in memory already.
   *
   * @param subject the subject
   * @return a source that returns it
   */
  static SubjectSource of(Subject subject) {
    return new SubjectSource() {
      @Override
      public String id() {
        return subject.id();
      }

      @Override
      public Subject load() {
        return subject;
      }
    };
  }
}
