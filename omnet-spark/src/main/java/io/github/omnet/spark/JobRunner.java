package io.github.omnet.spark;

import com.google.common.hash.Hashing;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import io.github.omnet.core.OmnetException;
import io.github.omnet.io.internal.cohort.CohortRow;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * The driver's part of a job: skips what is committed, sends the rest out, and writes the table
 * from markers only.
 *
 * @param spark the cluster
 * @param store the output folder
 * @param heartbeatMillis time between two heartbeats of an attempt
 */
record JobRunner(JavaSparkContext spark, ResultStore store, long heartbeatMillis) {
  static final String TABLE = "cohort.csv";
  static final String RECORD = "cohort.json";

  <T extends Serializable> CohortResult run(List<T> items, Work<T> work) throws IOException {
    Map<String, T> byId = new TreeMap<>();
    for (T item : items) {
      if (byId.put(work.id(item), item) != null) {
        throw new IllegalArgumentException(
            "two subjects are called " + work.id(item) + "; give each a name of its own");
      }
    }
    for (String folder : List.of("", Markers.FOLDER, Attempts.FOLDER)) {
      store.makeFolder(folder);
      store.deleteRemains(folder);
    }
    String digest =
        Hashing.sha256().hashString(work.settings().toString(), StandardCharsets.UTF_8).toString();
    List<T> open = open(byId, work, digest);
    Map<String, Integer> loads = new TreeMap<>();
    try {
      if (!open.isEmpty()) {
        Slot slot = Slot.of(spark.getConf());
        SubjectTask<T> task = new SubjectTask<>(work, digest, store, slot, heartbeatMillis);
        for (SubjectTask.Outcome outcome :
            spark.parallelize(open, open.size()).map(task).collect()) {
          loads.merge(outcome.executor(), outcome.modelLoads(), Math::max);
        }
      }
    } catch (Exception e) {
      // Spark throws checked exceptions that it does not declare.
      List<Marker> some = write(byId, work);
      throw new OmnetException(
          store.location()
              + ": Spark gave the job up with "
              + some.size()
              + " of "
              + byId.size()
              + " subjects through; mend the cause and run it again to go on: "
              + e.getMessage(),
          e);
    }
    List<Marker> all = write(byId, work);
    return new CohortResult(
        all.stream().map(Marker::row).toList(), byId.size() - open.size(), loads);
  }

  /** Items without a commit of these settings; other markers of theirs are deleted. */
  private <T extends Serializable> List<T> open(Map<String, T> byId, Work<T> work, String digest)
      throws IOException {
    Map<String, Marker> markers = new Markers(store).of(byId.keySet());
    List<T> open = new ArrayList<>();
    for (Map.Entry<String, T> item : byId.entrySet()) {
      Marker marker = markers.get(item.getKey());
      boolean done =
          marker != null
              && marker.isDoneWith(digest)
              && (marker.row().state() != CohortRow.State.DONE
                  || work.isThere(item.getValue(), store));
      if (!done) {
        new Markers(store).delete(item.getKey());
        open.add(item.getValue());
      }
    }
    return open;
  }

  private <T extends Serializable> List<Marker> write(Map<String, T> byId, Work<T> work)
      throws IOException {
    List<Marker> markers =
        List.copyOf(new TreeMap<>(new Markers(store).of(new TreeSet<>(byId.keySet()))).values());
    JsonObject states = new JsonObject();
    long failed = 0;
    long quarantined = 0;
    for (Marker marker : markers) {
      states.addProperty(marker.row().subject(), marker.row().summary());
      failed += marker.row().state() == CohortRow.State.FAILED ? 1 : 0;
      quarantined += marker.row().state() == CohortRow.State.QUARANTINED ? 1 : 0;
    }
    JsonObject record = work.settings();
    record.addProperty("out", store.location());
    record.add("subjects", states);
    record.addProperty("failed", failed);
    record.addProperty("quarantined", quarantined);
    record.addProperty("open", byId.size() - markers.size());
    store.write(
        RECORD,
        new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create().toJson(record) + "\n");
    store.write(TABLE, work.table(markers));
    return markers;
  }
}
