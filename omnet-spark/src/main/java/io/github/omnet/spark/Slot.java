package io.github.omnet.spark;

import io.github.omnet.models.inference.SegmenterOptions;
import java.io.Serializable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.SparkConf;

/**
 * What Spark gives to tasks.
 *
 * @param cpus compute threads of a task, {@code spark.task.cpus}
 * @param tasks tasks that run in a process at the same time
 */
record Slot(int cpus, int tasks) implements Serializable {
  private static final Pattern LOCAL = Pattern.compile("local\\[(\\d+|\\*)(,\\d+)?]");
  private static final Pattern LOCAL_CLUSTER =
      Pattern.compile("local-cluster\\[\\d+\\s*,\\s*(\\d+)\\s*,\\s*\\d+]");

  static Slot of(SparkConf conf) {
    int cpus = conf.getInt("spark.task.cpus", 1);
    String master = conf.get("spark.master", "local");
    int cores = conf.getInt("spark.executor.cores", cpus);
    Matcher local = LOCAL.matcher(master);
    Matcher cluster = LOCAL_CLUSTER.matcher(master);
    if (local.matches()) {
      cores =
          local.group(1).equals("*")
              ? Runtime.getRuntime().availableProcessors()
              : Integer.parseInt(local.group(1));
    } else if (master.equals("local")) {
      cores = 1;
    } else if (cluster.matches() && !conf.contains("spark.executor.cores")) {
      cores = Integer.parseInt(cluster.group(1));
    }
    return new Slot(cpus, Math.max(1, Math.min(SegmenterOptions.MOST_PASSES, cores / cpus)));
  }

  /** Compute threads of the process. */
  int threads() {
    return cpus * tasks;
  }
}
