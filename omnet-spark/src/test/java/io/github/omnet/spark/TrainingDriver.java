package io.github.omnet.spark;

import io.github.omnet.core.volume.Shape;
import io.github.omnet.io.dataset.Dataset;
import io.github.omnet.models.engine.DevicePolicy;
import io.github.omnet.models.engine.EngineKind;
import io.github.omnet.models.plan.TrainingPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/** A user's own driver: trains two folds of very small networks. */
final class TrainingDriver {
  private TrainingDriver() {}

  public static void main(String[] args) throws IOException {
    try (JavaSparkContext spark = new JavaSparkContext(new SparkConf().setAppName("training"))) {
      CohortResult result =
          new CohortJob(spark, args[1])
              .train(
                  TrainingTask.folds(
                      "tiny", TrainingDriver::plan, Dataset.find(Path.of(args[0])), 2, 7),
                  EngineKind.MXNET,
                  DevicePolicy.cpu(),
                  Optional.empty());
      System.err.println("already there " + result.alreadyThere() + " " + result.rows());
    }
  }

  private static TrainingPlan plan() {
    return TrainingPlan.omNet(2, 2, 1, 7).toBuilder()
        .patch(new Shape(16, 16, 16))
        .recalibration(1)
        .build();
  }
}
