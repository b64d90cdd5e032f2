package io.github.omnet.examples.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.omnet.examples.Run;
import io.github.omnet.models.monitor.MetricsTable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;

/** Resuming a training by its folder, and replacing it. */
class TrainResumeIT extends SmallTrainings {
  @Test
  void resumesOnlyWhatIsThereAndTheSame() throws IOException {
    Path run = folder.resolve("run");
    Run.of("train", "--resume", run).failedWith(run, "--resume takes the folder of a training");
    train("--out", run).succeeded();
    String finished = fingerprint(run);
    Run again = Run.of("train", "--resume", run, "--threads", 2).succeeded();
    assertThat(fingerprint(run)).isEqualTo(finished);
    assertThat(again.err()).as("no step, so no waiting").doesNotContain("warning");
    Run other = Run.of("train", "--resume", run, "--rate", 0.01);
    assertThat(other.exitCode()).isEqualTo(1);
    assertThat(other.err()).contains("is of another training").contains("optimizer was");
    Run.of("train", "--resume", run, "--engine", "pytorch")
        .failedWith(run.resolve("checkpoints/iteration-00000008"), "the engine was MXNet");
    Run elsewhere = Run.of("train", "--resume", run, "--engine", "pytorch", "--elsewhere");
    assertThat(elsewhere.exitCode()).as(elsewhere.err()).isZero();
    assertThat(elsewhere.err()).contains("is PyTorch").contains("may differ in their last bits");
    // A finished training may be replaced.
    train("--out", run, "--seed", 9).succeeded();
    assertThat(fingerprint(run)).isNotEqualTo(finished);
    assertThat(run.resolve("before")).doesNotExist();
    assertThat(run.resolve("checkpoints/before")).doesNotExist();
    // Its model stays while another training comes to nothing.
    String replaced = fingerprint(run);
    String table = Files.readString(run.resolve("metrics.csv"));
    assertThat(train("--out", run, "--rate", "1e60").exitCode()).isEqualTo(1);
    assertThat(fingerprint(run)).isEqualTo(replaced);
    assertThat(run.resolve("before/metrics.csv")).hasContent(table);
    assertThat(run.resolve("checkpoints/before/iteration-00000008")).isDirectory();
    train("--out", run).failedWith(run, "holds a training that was stopped");
  }

  @Test
  void scoresOnOtherSubjectsGetARowOfTheirOwn() throws IOException {
    Path three = folder.resolve("three");
    Path run = folder.resolve("run");
    Run.of("phantom", "--out", three, "--subjects", 3, "--voxels", 24).succeeded();
    train("--data", three, "--out", run, "--subjects", "phantom_000", "--validate", "phantom_001")
        .succeeded();
    Run.of("train", "--resume", run).succeeded();
    assertThat(MetricsTable.read(run.resolve("metrics.csv")).series("diceMean")).hasSize(1);
    for (int time = 0; time < 2; time++) {
      Run.of("train", "--resume", run, "--validate", "phantom_002").succeeded();
      assertThat(MetricsTable.read(run.resolve("metrics.csv")).series("diceMean")).hasSize(2);
    }
  }

  @Test
  void aRunIsNotTrainedIntoTwiceAtATime() throws IOException {
    Path run = folder.resolve("run");
    train("--out", run).succeeded();
    Path file = run.resolve("checkpoints/.lock");
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      assertThat(lock.isValid()).isTrue();
      train("--out", run).failedWith(run.resolve("checkpoints"), "another training");
      Run.of("train", "--resume", run).failedWith(run.resolve("checkpoints"), "wait until it ends");
    }
    Run.of("train", "--resume", run).succeeded();
  }
}
