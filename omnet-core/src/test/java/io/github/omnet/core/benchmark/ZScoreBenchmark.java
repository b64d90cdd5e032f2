package io.github.omnet.core.benchmark;

import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.transform.Foreground;
import io.github.omnet.core.transform.Transforms;
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

/** Z-score of a whole subject, 4 x 240 x 240 x 155, into new arrays. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 2, jvmArgsAppend = "-Xmx3g")
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class ZScoreBenchmark {
  private Subject subject;

  /** Makes a subject of the size of BraTS. */
  @Setup
  public void load() {
    subject = Phantom.subject(new Shape(240, 240, 155));
  }

  /** Four modalities, non-zero voxels. */
  @Benchmark
  public Subject zScore(CpuClock clock) {
    clock.count();
    return Transforms.zScore(Foreground.NON_ZERO).apply(subject);
  }
}
