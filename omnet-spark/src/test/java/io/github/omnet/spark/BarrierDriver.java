package io.github.omnet.spark;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.BarrierTaskContext;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/** Measures the barrier between two executors, for docs/lab/distributed-training.md. */
final class BarrierDriver {
  private static final int ROUNDS = 12;

  private BarrierDriver() {}

  public static void main(String[] args) {
    try (JavaSparkContext spark = new JavaSparkContext(new SparkConf().setAppName("barrier"))) {
      List<Double> millis =
          spark
              .parallelize(List.of(0, 1), 2)
              .rdd()
              .barrier()
              .mapPartitions(
                  new Measured(), false, scala.reflect.ClassTag$.MODULE$.apply(Double.class))
              .toJavaRDD()
              .collect();
      double[] sorted = millis.stream().mapToDouble(d -> d).sorted().toArray();
      System.err.println("allGather ms " + Arrays.toString(sorted));
    }
  }

  /** Gathers an address from all tasks, time after time. */
  static final class Measured
      extends scala.runtime.AbstractFunction1<
          scala.collection.Iterator<Integer>, scala.collection.Iterator<Double>>
      implements java.io.Serializable {
    private static final long serialVersionUID = 1;

    @Override
    public scala.collection.Iterator<Double> apply(scala.collection.Iterator<Integer> ranks) {
      Double[] millis = new Double[ROUNDS];
      for (int n = 0; n < ROUNDS; n++) {
        long start = System.nanoTime();
        BarrierTaskContext.get().allGather("127.0.0.1:1234" + n);
        millis[n] = (System.nanoTime() - start) / 1e6;
      }
      return scala.jdk.javaapi.CollectionConverters.asScala(Arrays.asList(millis).iterator());
    }
  }
}
