package io.github.omnet.spark;

import com.google.gson.JsonObject;
import io.github.omnet.io.internal.cohort.CohortRow;
import io.github.omnet.models.inference.SegmentationInterruptedException;
import io.github.omnet.models.training.TrainingInProgressException;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.TaskKilledException;
import org.apache.spark.api.java.function.Function;

/**
 * One item on an executor: skipped if it is committed, quarantined if processes died of it, else
 * done and committed.
 *
 * @param <T> names one item: paths and ids, nothing that is open
 * @param work what is done
 * @param digest of the settings of the work
 * @param store the output folder
 * @param slot what Spark gives to the task
 * @param heartbeatMillis time between two heartbeats of an attempt
 */
record SubjectTask<T extends Serializable>(
    Work<T> work, String digest, ResultStore store, Slot slot, long heartbeatMillis)
    implements Function<T, SubjectTask.Outcome> {
  /** Starts without an end after which a subject is not tried again. */
  private static final int MOST_STARTS = 2;

  /**
   * What the driver is told; the rest is in the marker.
   *
   * @param executor id of the executor
   * @param modelLoads models that its process has loaded so far
   */
  record Outcome(String executor, int modelLoads) implements Serializable {}

  @Override
  public Outcome call(T item) throws IOException, InterruptedException {
    String id = work.id(item);
    Markers markers = new Markers(store);
    if (markers.read(id).filter(marker -> marker.settings().equals(digest)).isEmpty()) {
      commit(id, item, markers);
    }
    return new Outcome(SparkEnv.get().executorId(), ModelHolder.loads());
  }

  private void commit(String id, T item, Markers markers) throws IOException, InterruptedException {
    Attempts attempts = new Attempts(store, heartbeatMillis);
    List<String> dead = attempts.dead(id);
    if (dead.size() >= MOST_STARTS) {
      CohortRow row =
          CohortRow.quarantined(
              id,
              MOST_STARTS
                  + " processes died while they worked on it; look at its images, then delete its"
                  + " marker to try again");
      markers.write(new Marker(digest, row, new JsonObject()));
    } else {
      work.open(slot);
      long start = System.nanoTime();
      Attempts.Attempt attempt = attempts.begin(id, who());
      try {
        Work.Result result = result(id, item);
        JsonObject details = result.details();
        details.addProperty("attempt", who());
        details.addProperty("taskSeconds", (System.nanoTime() - start) / 1e9);
        markers.write(new Marker(digest, result.row(), details));
      } finally {
        attempt.end();
      }
    }
    attempts.forget(dead);
  }

  /** A failure of the subject is its row; an interruption and a broken machine are not. */
  private Work.Result result(String id, T item) throws IOException {
    try {
      return work.run(item, store);
    } catch (SegmentationInterruptedException | TrainingInProgressException e) {
      throw e;
    } catch (TaskKilledException e) {
      throw e;
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      if (TaskContext.get().isInterrupted()
          || Thread.currentThread().isInterrupted()
          || Attempts.processEnds()) {
        throw e;
      }
      return new Work.Result(CohortRow.failed(id, e), new JsonObject());
    }
  }

  private static String who() {
    return "executor "
        + SparkEnv.get().executorId()
        + ", process "
        + ProcessHandle.current().pid()
        + ", task "
        + TaskContext.get().taskAttemptId();
  }
}
