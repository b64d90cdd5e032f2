package io.github.omnet.core.benchmark;

import io.github.omnet.core.morphology.Ball;
import io.github.omnet.core.morphology.Components;
import io.github.omnet.core.morphology.Connectivity;
import io.github.omnet.core.morphology.Morphology;
import io.github.omnet.core.parallel.Workers;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.Mask;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.core.volume.Volume;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Morphology on 240x240x155; {@code docs/lab/benchmarks/morphology.py} draws the same masks. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 3)
@Measurement(iterations = 3, time = 3)
@Fork(value = 1, jvmArgs = "-Xmx2g")
public class MorphologyBenchmark {
  /** Blobs fill about a third of the volume; noise half of it, voxel by voxel. */
  @Param({"blobs", "noise"})
  public String kind = "";

  private Mask mask = Mask.wrap(Grid.isotropic(new Shape(1, 1, 1)), new boolean[1]);
  private ExecutorService executor = Executors.newSingleThreadExecutor();

  /** Draws the mask. */
  @Setup(Level.Trial)
  public void draw() {
    Shape shape = new Shape(240, 240, 155);
    boolean[] data = new boolean[shape.voxels()];
    int n = 0;
    for (int z = 0; z < shape.z(); z++) {
      for (int y = 0; y < shape.y(); y++) {
        for (int x = 0; x < shape.x(); x++, n++) {
          int hash = (x * 73856093) ^ (y * 19349663) ^ (z * 83492791);
          data[n] =
              kind.equals("blobs")
                  ? Math.sin(x / 7.0) + Math.sin(y / 9.0) + Math.sin(z / 5.0) > 0.7
                  : (hash >>> 13 & 1) == 1;
        }
      }
    }
    mask = Mask.wrap(Grid.isotropic(shape), data);
  }

  /** Ends the helper. */
  @TearDown(Level.Trial)
  public void shutdown() {
    executor.shutdown();
  }

  @Benchmark
  public int[] componentsOfFaces() {
    return Components.of(mask, Connectivity.FACES).labels();
  }

  @Benchmark
  public int[] componentsOfCorners() {
    return Components.of(mask, Connectivity.CORNERS).labels();
  }

  @Benchmark
  public Volume distanceTransformOneThread() {
    return Morphology.distanceTo(mask);
  }

  @Benchmark
  public Volume distanceTransformTwoThreads() {
    return Morphology.distanceTo(mask, Workers.of(executor, 2));
  }

  @Benchmark
  public Mask dilateByFiveVoxels() {
    return Morphology.dilated(mask, Ball.ofVoxels(5));
  }
}
