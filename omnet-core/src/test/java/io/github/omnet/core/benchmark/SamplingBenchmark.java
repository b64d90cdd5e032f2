package io.github.omnet.core.benchmark;

import io.github.omnet.core.internal.sampling.PatchReader;
import io.github.omnet.core.sampling.CentreRegion;
import io.github.omnet.core.sampling.PatchSampler;
import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.volume.Box;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.fixtures.Phantom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Patches of 4 x 16 x 32 x 32 (C, D, H, W) with their class ids from one loaded subject, on one
 * core.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(value = 2, jvmArgsAppend = "-Xmx3g")
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class SamplingBenchmark {
  private final float[] images = new float[20 * 4 * 16 * 32 * 32];
  private final byte[] classes = new byte[20 * 16 * 32 * 32];
  private PatchSampler brain;
  private PatchSampler tumour;
  private PatchReader reader;
  private long n;

  /** Makes a subject of the size of BraTS. */
  @Setup
  public void load() {
    Subject subject = Phantom.subject(new Shape(240, 240, 155));
    brain = PatchSampler.uniform(subject, CentreRegion.TASK1, PatchSampler.DEFAULT_PATCH, 1);
    tumour = PatchSampler.uniform(subject, CentreRegion.TASK2, PatchSampler.DEFAULT_PATCH, 1);
    reader = PatchReader.of(subject);
  }

  /** Images and class ids of a patch over the brain. */
  @Benchmark
  public void uniformOverBrain(CpuClock clock) {
    read(brain, clock);
  }

  /** Images and class ids of a patch over the dilated tumour. */
  @Benchmark
  public void uniformOverTumour(CpuClock clock) {
    read(tumour, clock);
  }

  private void read(PatchSampler sampler, CpuClock clock) {
    clock.count();
    int slot = (int) (n % 20);
    Box patch = sampler.patch(n++);
    reader.readImages(patch, images, slot * 4 * 16 * 32 * 32);
    reader.readClasses(patch, classes, slot * 16 * 32 * 32);
  }
}
