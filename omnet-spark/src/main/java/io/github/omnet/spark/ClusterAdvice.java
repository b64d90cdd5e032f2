package io.github.omnet.spark;

import io.github.omnet.core.volume.Grid;
import io.github.omnet.models.inference.SegmentationPlan;
import io.github.omnet.models.inference.SegmenterOptions;
import io.github.omnet.models.packaging.ModelPackage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.SparkConf;
import org.apache.spark.network.util.JavaUtils;

/** Says which settings of Spark fit a job, and warns of those that do not. */
final class ClusterAdvice {
  /** What Spark keeps of an executor's heap for itself, with the classes of this library. */
  private static final long SPARK_HEAP = 450L << 20;

  /** Libraries of the engine, thread stacks, code and buffers of the network. */
  private static final long ENGINE_NATIVE = 450L << 20;

  /** Images of a subject: as they are read, and as they are turned and cropped. */
  private static final long BYTES_PER_VOXEL = 4L * Float.BYTES * 2;

  private static final long STEP = 64L << 20;

  private ClusterAdvice() {}

  /** Lines for the log: the recommendation first, then a warning for each setting that is off. */
  static List<String> of(
      SparkConf conf, ModelPackage model, SegmenterOptions options, Grid largest) {
    Slot slot = Slot.of(conf);
    SegmentationPlan plan = SegmentationPlan.forecast(model, options, largest);
    long subject = largest.shape().voxels() * BYTES_PER_VOXEL;
    long heap = rounded(SPARK_HEAP + slot.tasks() * (plan.heapBytes() + subject));
    long beside = rounded(ENGINE_NATIVE + slot.tasks() * plan.nativeBytes());
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "recommended for subjects of %s: --conf spark.executor.cores=%d --conf"
                + " spark.task.cpus=%d --conf spark.executor.memory=%dm --conf"
                + " spark.executor.memoryOverhead=%dm",
            largest.shape(),
            slot.cpus(),
            slot.cpus(),
            heap >> 20,
            beside >> 20));
    String master = conf.get("spark.master", "local");
    if (master.equals("local") || master.startsWith("local[")) {
      return lines;
    }
    if (slot.tasks() > 1) {
      lines.add(
          "warning: an executor runs "
              + slot.tasks()
              + " tasks at a time and has threads for one; set spark.executor.cores to"
              + " spark.task.cpus, so that a subject that kills its process takes no other along");
    } else if (!conf.contains("spark.executor.cores") && !master.startsWith("local-cluster")) {
      lines.add(
          "warning: spark.executor.cores is not set, and the cluster may give an executor all cores"
              + " of a machine; set it to spark.task.cpus");
    }
    long given = JavaUtils.byteStringAsBytes(conf.get("spark.executor.memory", "1g"));
    if (given < heap) {
      lines.add(
          "warning: spark.executor.memory is "
              + (given >> 20)
              + " MiB, a subject needs "
              + (heap >> 20)
              + " MiB");
    }
    if (conf.contains("spark.executor.memoryOverhead")
        && JavaUtils.byteStringAsMb(conf.get("spark.executor.memoryOverhead")) << 20 < beside) {
      lines.add(
          "warning: spark.executor.memoryOverhead is "
              + conf.get("spark.executor.memoryOverhead")
              + ", a subject needs "
              + (beside >> 20)
              + " MiB");
    }
    return lines;
  }

  private static long rounded(long bytes) {
    return (bytes + STEP - 1) / STEP * STEP;
  }
}
