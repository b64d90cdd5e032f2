package io.github.omnet.models.monitor;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Takes the numbers of a training as they come. Used by one thread at a time; close it. */
public interface ScalarLog extends Closeable {
  /**
   * Notes what was measured. When this returns, the operating system has it: a killed program loses
   * nothing, a power cut may.
   *
   * @param iteration optimiser steps taken so far; never smaller than in the call before
   * @param values numbers by name; a name left out was not measured at this iteration, and a number
   *     that is not finite is undefined
   * @throws IOException if it cannot be written
   */
  void write(long iteration, Map<String, Double> values) throws IOException;

  /**
   * Opens a table {@code metrics.csv} with a row for each iteration. Rows after {@code resumeAt}
   * are dropped, and so is a line that was torn.
   *
   * @param file made if it does not exist; its folder must exist
   * @param columns names after {@code iteration}, in order; without commas, quotes or line breaks
   * @param resumeAt optimiser steps taken at the checkpoint that the run goes on from; 0 for a new
   *     run
   * @return the log; close it
   * @throws IOException if the file cannot be read or written, has other columns, or a row that is
   *     none
   * @throws IllegalArgumentException if a column's name needs quotes or is there twice, or {@code
   *     resumeAt} is negative
   */
  static ScalarLog csv(Path file, List<String> columns, long resumeAt) throws IOException {
    return MetricsCsv.open(file, columns, resumeAt);
  }

  /**
   * Begins a file of events that TensorBoard shows, {@code events.out.tfevents.SECONDS.omnet}.
   *
   * @param folder made if it does not exist; files in it stay as they are
   * @param resumeAt optimiser steps taken at the checkpoint that the run goes on from; 0 for a new
   *     run
   * @return the log; close it
   * @throws IOException if it cannot be written
   * @throws IllegalArgumentException if {@code resumeAt} is negative
   */
  static ScalarLog tensorBoard(Path folder, long resumeAt) throws IOException {
    return TensorBoardEvents.open(folder, resumeAt);
  }

  /**
   * Several logs as one.
   *
   * @param logs told in this order; closed with the result
   * @return a log that passes everything on
   */
  static ScalarLog all(List<? extends ScalarLog> logs) {
    return new CombinedLog(List.copyOf(logs));
  }
}
