package io.github.omnet.spark;

import com.google.gson.JsonObject;
import io.github.omnet.io.internal.cohort.CohortRow;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;

/**
 * What is done with each item of a job, on the executor.
 *
 * @param <T> names one item: paths and ids, nothing that is open
 */
interface Work<T extends Serializable> extends Serializable {
  /**
   * What an item has come to.
   *
   * @param row its row
   * @param details for its marker
   */
  record Result(CohortRow row, JsonObject details) {}

  /** The subject, unique in the job. */
  String id(T item);

  /** Everything that decides about the results, for the record and for the digest. */
  JsonObject settings();

  /** Whether the file of a finished item is still there. */
  default boolean isThere(T item, ResultStore store) throws IOException {
    return true;
  }

  /** Makes ready what all items need; what fails here is the machine's fault, not the item's. */
  void open(Slot slot) throws IOException;

  /** Does one item; what fails here becomes its row. */
  Result run(T item, ResultStore store) throws IOException;

  /** The table of the job. */
  default String table(List<Marker> markers) {
    return CohortRow.csv(markers.stream().map(Marker::row).toList());
  }
}
