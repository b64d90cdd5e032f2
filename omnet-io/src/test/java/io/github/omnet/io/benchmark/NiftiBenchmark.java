package io.github.omnet.io.benchmark;

import io.github.omnet.core.volume.LabelMap;
import io.github.omnet.core.volume.Volume;
import io.github.omnet.io.nifti.Nifti;
import io.github.omnet.io.nifti.NiftiHeader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A BraTS subject: four 240 x 240 x 155 int16 images read to floats on two threads, its label map
 * written. The peer is {@code docs/lab/benchmarks/nibabel_io.py}; give both the same folder.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx3g")
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 3)
public class NiftiBenchmark {
  /** Folder of one subject in the naming of BraTS 2021. */
  @Param("../../shared/data/brats/BraTS2021_00006")
  public String subject = "";

  private List<Path> images = List.of();
  private LabelMap labels;
  private Path target;
  private ExecutorService threads;

  /** Finds the files and reads the label map. */
  @Setup
  public void find() throws IOException {
    Path folder = Path.of(subject);
    String id = folder.getFileName().toString();
    images =
        List.of("flair", "t1", "t1ce", "t2").stream()
            .map(name -> folder.resolve(id + "_" + name + ".nii.gz"))
            .toList();
    labels = Nifti.readLabels(folder.resolve(id + "_seg.nii.gz"));
    target = Files.createTempFile("benchmark", ".nii.gz");
    threads = Executors.newFixedThreadPool(2);
  }

  /** Ends the threads. */
  @TearDown
  public void end() throws IOException {
    threads.shutdown();
    Files.deleteIfExists(target);
  }

  /** Four images on two threads. */
  @Benchmark
  public List<Volume> readFourImages() throws IOException {
    return Nifti.readVolumes(images, threads);
  }

  /** Four images on the calling thread. */
  @Benchmark
  public List<Volume> readFourImagesOnOneThread() throws IOException {
    return Nifti.readVolumes(images, Runnable::run);
  }

  /** One header. */
  @Benchmark
  public NiftiHeader readHeader() throws IOException {
    return Nifti.readHeader(images.get(0));
  }

  /** The label map, forced to the disk. */
  @Benchmark
  public void writeLabels() throws IOException {
    Nifti.write(target, labels);
  }
}
