package io.github.omnet.models.training;

import ai.djl.ndarray.NDManager;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.models.engine.EngineKind;
import io.github.omnet.models.engine.Engines;
import io.github.omnet.models.internal.step.TaskBatch;
import io.github.omnet.models.internal.step.TrainingStep;
import io.github.omnet.models.plan.TrainingPlan;
import io.github.omnet.models.plan.TransferRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/**
 * Resident memory over 200 optimiser steps of OM-Net, three patches of 32x32x16 per task, on Linux.
 * Run it with a Java heap of fixed size, touched beforehand, so that only native memory can grow:
 * {@code -Xms1g -Xmx1g -XX:+AlwaysPreTouch}.
 */
public final class TrainingMemory {
  private static final Set<Integer> REPORTED = Set.of(20, 50, 100, 150, 200);

  private TrainingMemory() {}

  /**
   * Prints the resident memory of some steps.
   *
   * @param args engine, width, micro-batch
   * @throws IOException if the system does not tell
   */
  public static void main(String[] args) throws IOException {
    EngineKind kind = EngineKind.of(args[0]);
    Shape patch = new Shape(32, 32, 16);
    TrainingPlan plan =
        TrainingTiming.plan(Integer.parseInt(args[1]), patch, 3, Integer.parseInt(args[2]));
    TaskBatch batch = TrainingTiming.batch(patch, 3);
    try (NDManager manager = Engines.start(kind).newBaseManager();
        TrainingStep step = TrainingTiming.step(plan, manager)) {
      for (int n = 1; n <= 200; n++) {
        step.gradientOf(batch, TransferRule.RELEASE, n);
        step.update(1e-4);
        if (REPORTED.contains(n)) {
          System.out.printf("%s, step %d: %s%n", kind, n, resident());
        }
      }
    }
  }

  private static String resident() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmRSS"))
        .findFirst()
        .orElse("unknown");
  }
}
