package io.github.omnet.core.internal.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Claims between threads of one process; TrainingLockTest of omnet-models has two processes. */
class FileClaimTest {
  @TempDir Path folder;

  @Test
  void oneOwnerAtATime() throws IOException {
    Path file = folder.resolve("work");
    FileClaim claim = FileClaim.tryTake(file).orElseThrow();
    assertThat(FileClaim.tryTake(file)).isEmpty();
    assertThat(FileClaim.tryTake(folder.resolve(".").resolve("work"))).isEmpty();
    claim.close();
    FileClaim again = FileClaim.tryTake(file).orElseThrow();
    again.closeAndDelete();
    assertThat(file).doesNotExist();
    FileClaim.tryTake(file).orElseThrow().close();
    assertThat(file).exists();
  }

  @Test
  void aClaimThatCannotBeMadeHoldsNothing() throws IOException {
    Path file = folder.resolve("none").resolve("work");
    assertThatThrownBy(() -> FileClaim.tryTake(file)).isInstanceOf(NoSuchFileException.class);
    Files.createDirectory(folder.resolve("none"));
    FileClaim.tryTake(file).orElseThrow().close();
  }

  @Test
  void whatIsNoFileIsRefusedInsteadOfWaitedFor() throws Exception {
    Path pipe = folder.resolve("pipe");
    try {
      Assumptions.assumeTrue(
          new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0, "no pipes here");
    } catch (IOException e) {
      Assumptions.abort("no mkfifo here");
    }
    assertTimeoutPreemptively(
        Duration.ofSeconds(30),
        () ->
            assertThatThrownBy(() -> FileClaim.tryTake(pipe))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("pipe: is no regular file"));
    Files.delete(pipe);
    FileClaim.tryTake(pipe).orElseThrow().close();
  }
}
