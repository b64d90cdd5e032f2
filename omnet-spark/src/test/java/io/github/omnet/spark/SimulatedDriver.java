package io.github.omnet.spark;

import com.google.gson.JsonObject;
import io.github.omnet.io.internal.cohort.CohortRow;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Does everything but the work: {@code args[1]} subjects that take no time, into {@code args[0]}.
 */
final class SimulatedDriver {
  private SimulatedDriver() {}

  /** Nothing for each subject. */
  record Nothing() implements Work<String> {
    @Override
    public String id(String item) {
      return item;
    }

    @Override
    public JsonObject settings() {
      return new JsonObject();
    }

    @Override
    public void open(Slot slot) {}

    @Override
    public Result run(String item, ResultStore store) {
      return new Result(CohortRow.done(item, ""), new JsonObject());
    }
  }

  public static void main(String[] args) throws IOException {
    List<String> subjects = new ArrayList<>();
    for (int n = 0; n < Integer.parseInt(args[1]); n++) {
      subjects.add("subject_" + n);
    }
    ResultStore store = ResultStore.at(args[0]);
    try (JavaSparkContext spark = new JavaSparkContext(new SparkConf().setAppName("simulated"))) {
      JobRunner runner = new JobRunner(spark, store, 5000);
      // The first tasks pay for the start of the executors.
      runner.run(List.of("first_0", "first_1"), new Nothing());
      long start = System.nanoTime();
      runner.run(subjects, new Nothing());
      double seconds = (System.nanoTime() - start) / 1e9;
      System.err.printf("millisPerSubject=%.3f%n", 1000 * seconds / subjects.size());
      start = System.nanoTime();
      int there = new Markers(store).of(subjects).size();
      System.err.printf(
          "markers=%d listedAndReadSeconds=%.3f%n", there, (System.nanoTime() - start) / 1e9);
      System.err.printf("maxHeapMebibytes=%d%n", Runtime.getRuntime().maxMemory() >> 20);
    }
  }
}
