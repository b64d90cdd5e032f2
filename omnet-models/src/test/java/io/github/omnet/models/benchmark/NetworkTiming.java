package io.github.omnet.models.benchmark;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import com.sun.management.OperatingSystemMXBean;
import io.github.omnet.models.engine.EngineKind;
import io.github.omnet.models.engine.Engines;
import io.github.omnet.models.engine.Precision;
import io.github.omnet.models.network.Architecture;
import io.github.omnet.models.network.NetworkConfig;
import io.github.omnet.models.network.Networks;
import io.github.omnet.models.network.TaskNetwork;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;

/**
 * Forward time of OM-Net, folded, for several windows and batches: the median, per 16,384 voxels.
 */
public final class NetworkTiming {
  /** Other work on the machine spoils the clock more than processor time. */
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private NetworkTiming() {}

  /**
   * Prints a table.
   *
   * @param args engine, precision, width, repetitions, then windows as NxDxHxW
   */
  public static void main(String[] args) {
    EngineKind kind = EngineKind.of(args[0]);
    Precision precision = Precision.of(args[1]);
    int width = Integer.parseInt(args[2]);
    int repetitions = Integer.parseInt(args[3]);
    try (NDManager manager = Engines.start(kind).newBaseManager()) {
      TaskNetwork net = Networks.of(Architecture.OM_NET, NetworkConfig.omNet(width));
      net.initialize(0, manager);
      net.fold().computingIn(precision);
      for (String window : Arrays.asList(args).subList(4, args.length)) {
        long[] n = Arrays.stream(window.split("x")).mapToLong(Long::parseLong).toArray();
        Shape shape = new Shape(n[0], 4, n[1], n[2], n[3]);
        float[] values = values((int) shape.size());
        double[] ms = new double[repetitions];
        double[] processors = new double[repetitions];
        for (int r = 0; r < repetitions; r++) {
          long before = SYSTEM.getProcessCpuTime();
          ms[r] = timed(manager, net, values, shape);
          processors[r] = (SYSTEM.getProcessCpuTime() - before) / 1e6;
        }
        Arrays.sort(ms, 1, repetitions);
        Arrays.sort(processors, 1, repetitions);
        double patches = n[0] * n[1] * n[2] * n[3] / 16384.0;
        System.out.printf(
            Locale.ROOT,
            "%s %s width %d %s: %.1f ms per patch, on processors %.1f%n",
            kind,
            precision,
            width,
            window,
            ms[1 + (repetitions - 1) / 2] / patches,
            processors[1 + (repetitions - 1) / 2] / patches);
      }
    }
  }

  private static float[] values(int count) {
    Random random = new Random(1);
    float[] values = new float[count];
    for (int n = 0; n < count; n++) {
      values[n] = (float) random.nextGaussian();
    }
    return values;
  }

  private static double timed(NDManager manager, TaskNetwork net, float[] values, Shape shape) {
    try (NDManager step = manager.newSubManager()) {
      NDArray x = step.create(values, shape);
      long start = System.nanoTime();
      NDList out = net.forward(new ParameterStore(manager, false), new NDList(x), false);
      out.get(2).toFloatArray();
      return (System.nanoTime() - start) / 1e6;
    }
  }
}
