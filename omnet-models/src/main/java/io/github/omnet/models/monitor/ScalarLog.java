package io.github.omnet.models.monitor;

import java.io.Closeable;
import java.io.IOException;
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
   * Several logs as one.
   *
   * @param logs told in this order; closed with the result
   * @return a log that passes everything on
   */
  static ScalarLog all(List<? extends ScalarLog> logs) {
    return new CombinedLog(List.copyOf(logs));
  }
}
