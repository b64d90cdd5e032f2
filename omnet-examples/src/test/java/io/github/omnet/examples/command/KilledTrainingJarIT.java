package io.github.omnet.examples.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.github.omnet.examples.Run;
import io.github.omnet.models.monitor.MetricsTable;
import io.github.omnet.models.packaging.ModelPackage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trainings in processes of their own, killed and resumed. */
class KilledTrainingJarIT {
  private static final Path JAR = Path.of("target", "omnet-examples.jar");
  private static final int STEPS = 60;

  @TempDir static Path folder;

  private static Path data;
  private static String expected;

  @BeforeAll
  static void trainWithoutInterruption() throws Exception {
    data = folder.resolve("cohort");
    Run.of("phantom", "--out", data, "--subjects", 2, "--voxels", 24).succeeded();
    assertThat(start("whole").waitFor()).isZero();
    expected = fingerprint("whole");
  }

  private static Process start(String run) throws IOException {
    return start(run, 2);
  }

  private static Process start(String run, int checkpointEvery) throws IOException {
    return java(
        "train",
        "--data",
        data.toString(),
        "--preset",
        "om-net",
        "--out",
        folder.resolve(run).toString(),
        "--width",
        "2",
        "--iterations",
        String.valueOf(STEPS),
        "--batch",
        "1",
        "--patch",
        "16,16,16",
        "--deep-supervision",
        "0.5,0.25",
        "--checkpoint-every",
        String.valueOf(checkpointEvery),
        "--recalibrate",
        "1");
  }

  private static Process resume(String run) throws IOException {
    return java("train", "--resume", folder.resolve(run).toString());
  }

  private static Process java(String... args) throws IOException {
    List<String> command = new ArrayList<>();
    if (ignoresInterrupts()) {
      command.addAll(List.of("env", "--default-signal=INT"));
    }
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx1g", "-jar", JAR.toString()));
    command.addAll(List.of(args));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("output.txt").toFile());
    // The same bits with more than one thread, too.
    builder.environment().put("OMP_NUM_THREADS", "2");
    return builder.start();
  }

  private static String fingerprint(String run) throws IOException {
    return ModelPackage.open(folder.resolve(run)).fingerprint();
  }

  /** Waits until the run has that many rows of metrics, or has ended. */
  private static void awaitRows(String run, Process process, int rows) throws Exception {
    Path metrics = folder.resolve(run).resolve("metrics.csv");
    while (process.isAlive()
        && (!Files.exists(metrics) || Files.readAllLines(metrics).size() <= rows)) {
      Thread.sleep(5);
    }
  }

  @Test
  void killedTwiceAndResumedItEndsWithTheSameBits() throws Exception {
    Random random = new Random();
    Process first = start("killed");
    int begin = 1 + random.nextInt(20);
    awaitRows("killed", first, begin);
    first.destroyForcibly().waitFor();
    Process second = resume("killed");
    int then = begin + 5 + random.nextInt(15);
    awaitRows("killed", second, then);
    second.destroyForcibly().waitFor();
    assertThat(folder.resolve("killed/model.json")).doesNotExist();

    Process third = resume("killed");
    assertThat(third.waitFor(3, TimeUnit.MINUTES)).isTrue();
    String output = Files.readString(folder.resolve("output.txt"));
    assertThat(third.exitValue()).as(output).isZero();
    assertThat(output).contains("going on after step ");
    assertThat(fingerprint("killed")).as("killed at %s and %s", begin, then).isEqualTo(expected);
    assertThat(MetricsTable.read(folder.resolve("killed/metrics.csv")).series("loss1"))
        .hasSize(STEPS)
        .doesNotHaveDuplicates();
  }

  @Test
  void aSecondTrainingThatIsKilledLeavesTheFirstOnesModel() throws Exception {
    Process second = start("whole", 7);
    Path before = folder.resolve("whole/before/metrics.csv");
    while (second.isAlive() && !Files.exists(before)) {
      Thread.sleep(5);
    }
    awaitRows("whole", second, 10);
    second.destroyForcibly().waitFor();
    assertThat(fingerprint("whole")).isEqualTo(expected);
    assertThat(before).exists();

    assertThat(resume("whole").waitFor(3, TimeUnit.MINUTES)).isTrue();
    assertThat(fingerprint("whole")).isEqualTo(expected);
    assertThat(folder.resolve("whole/before")).doesNotExist();
    assertThat(folder.resolve("whole/checkpoints/before")).doesNotExist();
  }

  /**
   * Whether SIGINT is ignored, as by what a shell starts in the background; processes that this one
   * starts inherit that.
   */
  private static boolean ignoresInterrupts() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.isReadable(status)) {
      return false;
    }
    String ignored =
        Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("SigIgn:"))
            .map(line -> line.substring("SigIgn:".length()).trim())
            .findFirst()
            .orElse("0");
    return (Long.parseUnsignedLong(ignored, 16) & 0b10) != 0;
  }

  @Test
  void interruptedItSavesAndSaysHowToGoOn() throws Exception {
    assumeFalse(System.getProperty("os.name").startsWith("Windows"), "needs signals");
    Process training = start("interrupted");
    awaitRows("interrupted", training, 4);
    assertThat(new ProcessBuilder("kill", "-INT", String.valueOf(training.pid())).start().waitFor())
        .isZero();
    assertThat(training.waitFor(1, TimeUnit.MINUTES)).isTrue();
    String output = Files.readString(folder.resolve("output.txt"));
    assertThat(training.exitValue()).as(output).isEqualTo(130);
    assertThat(output).contains("stopped after step ").contains("omnet train --resume ");

    Run again =
        Run.of("train", "--data", data, "--out", folder.resolve("interrupted"), "--width", 2);
    assertThat(again.exitCode()).isEqualTo(1);
    assertThat(again.err()).contains("holds a training that was stopped; go on with --resume");

    Process resumed = resume("interrupted");
    assertThat(resumed.waitFor(3, TimeUnit.MINUTES)).isTrue();
    assertThat(fingerprint("interrupted")).isEqualTo(expected);
  }

  @Test
  void interruptedItDoesNotClaimToHaveSavedWhatItCouldNot() throws Exception {
    assumeFalse(System.getProperty("os.name").startsWith("Windows"), "needs signals");
    Process training = start("unsaved", 1000);
    awaitRows("unsaved", training, 4);
    Path checkpoints = folder.resolve("unsaved/checkpoints");
    Files.move(checkpoints, folder.resolve("aside"));
    Files.createFile(checkpoints);
    assertThat(new ProcessBuilder("kill", "-INT", String.valueOf(training.pid())).start().waitFor())
        .isZero();
    assertThat(training.waitFor(1, TimeUnit.MINUTES)).isTrue();
    String output = Files.readString(folder.resolve("output.txt"));
    assertThat(training.exitValue()).as(output).isEqualTo(1);
    assertThat(output)
        .containsOnlyOnce("omnet: no checkpoint could be saved: ")
        .contains("the last checkpoint is ")
        .doesNotContain("go on with");
  }
}
