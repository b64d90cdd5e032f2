package io.github.omnet.core.subject;

import java.io.IOException;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A subject that is loaded when it is needed: from files, from a cache, or by the caller's own
 * code. A {@link Subject} in memory is a source too. Any thread may load it, more than once, and
 * gets the same voxels each time.
 */
public interface SubjectSource {
  /**
   * Name of the subject.
   *
   * @return a name, unique in its data set
   */
  String id();

  /**
   * Loads the subject.
   *
   * @return the subject, whose id is {@link #id()}; maybe shared with other callers
   * @throws IOException if it cannot be read
   * @throws io.github.omnet.core.OmnetException if what is read makes no subject
   */
  Subject load() throws IOException;

  /**
   * A text that names the content, so that caches tell an unchanged subject from a changed one
   * without loading it.
   *
   * @return a text that differs if a voxel does; empty if the content cannot be named
   * @throws IOException if a file cannot be read
   */
  default Optional<String> contentKey() throws IOException {
    return Optional.empty();
  }

  /**
   * This source with a change that is made after each loading.
   *
   * @param change keeps the id; the same subject always gives the same result
   * @return a source of changed subjects, without a content key
   */
  default SubjectSource map(UnaryOperator<Subject> change) {
    SubjectSource before = this;
    return of(id(), () -> change.apply(before.load()));
  }

  /**
   * A subject that the caller's own code reads.
   *
   * @param id name of the subject
   * @param loader reads it
   * @return the source
   */
  static SubjectSource of(String id, Loader loader) {
    return new SubjectSource() {
      @Override
      public String id() {
        return id;
      }

      @Override
      public Subject load() throws IOException {
        return loader.load();
      }

      @Override
      public String toString() {
        return "SubjectSource[" + id + "]";
      }
    };
  }

  /** Reads one subject. */
  @FunctionalInterface
  interface Loader {
    /**
     * Reads the subject.
     *
     * @return the subject, the same voxels each time
     * @throws IOException if it cannot be read
     */
    Subject load() throws IOException;
  }
}
