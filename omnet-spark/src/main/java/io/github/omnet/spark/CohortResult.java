package io.github.omnet.spark;

import io.github.omnet.io.internal.cohort.CohortRow;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What became of a job.
 *
 * @param rows a row for each subject, sorted by subject
 * @param alreadyThere subjects that an earlier run had finished
 * @param modelLoads models that each executor has loaded, by its id; executors that died are left
 *     out
 */
public record CohortResult(
    List<CohortRow> rows, int alreadyThere, Map<String, Integer> modelLoads) {
  /**
   * Copies the collections.
   *
   * @param rows a row for each subject
   * @param alreadyThere subjects that an earlier run had finished
   * @param modelLoads models that each executor has loaded
   */
  public CohortResult {
    rows = List.copyOf(rows);
    modelLoads = Collections.unmodifiableMap(new TreeMap<>(modelLoads));
  }

  /**
   * Counts the subjects that ended in a state.
   *
   * @param state how they ended
   * @return the number
   */
  public long count(CohortRow.State state) {
    return rows.stream().filter(row -> row.state() == state).count();
  }
}
