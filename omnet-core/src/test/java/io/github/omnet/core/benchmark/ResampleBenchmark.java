package io.github.omnet.core.benchmark;

import io.github.omnet.core.interpolation.Interpolation;
import io.github.omnet.core.interpolation.LabelInterpolation;
import io.github.omnet.core.subject.Modality;
import io.github.omnet.core.transform.Transforms;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.core.volume.Spacing;
import io.github.omnet.core.volume.Volume;
import io.github.omnet.fixtures.Phantom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One volume of 240 x 240 x 155 at 1 mm onto 1.5 mm. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx3g")
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 5, time = 2)
public class ResampleBenchmark {
  /** How the image is read between voxels. */
  @Param({"LINEAR", "CUBIC"})
  public Interpolation interpolation = Interpolation.LINEAR;

  private Volume volume;

  /** Makes a volume of the size of BraTS. */
  @Setup
  public void load() {
    volume = Phantom.subject(new Shape(240, 240, 155)).volume(Modality.FLAIR);
  }

  /** To 160 x 160 x 103 voxels. */
  @Benchmark
  public Volume to1500um(CpuClock clock) {
    clock.count();
    return Transforms.resample(
            new Spacing(1.5, 1.5, 1.5), interpolation, LabelInterpolation.NEAREST)
        .apply(volume);
  }
}
