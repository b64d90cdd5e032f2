package io.github.omnet.models.inference;

/** Told how far a long run has come, on the thread that does the work. */
@FunctionalInterface
public interface ProgressListener {
  /** Ignores all progress. */
  ProgressListener NONE = (done, total) -> {};

  /**
   * Called after each window.
   *
   * @param done windows finished, of a two-level model those of the level that runs
   * @param total windows in all, of that level
   */
  void progress(int done, int total);
}
