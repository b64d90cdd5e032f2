package io.github.omnet.models.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.omnet.core.OmnetException;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingLockTest {
  @TempDir private Path folder;

  private void assertTaken(Path where) {
    assertThatThrownBy(() -> TrainingLock.of(where))
        .isInstanceOf(TrainingInProgressException.class)
        .hasMessageContaining(where.toString())
        .hasMessageContaining("choose another folder");
    assertThatThrownBy(() -> TrainingLock.requireFree(where))
        .isInstanceOf(TrainingInProgressException.class);
  }

  @Test
  void aFolderIsLockedOnceInAProcessByWhateverName() throws IOException {
    Path link = folder.resolveSibling(folder.getFileName() + "-link");
    TrainingLock lock = TrainingLock.of(folder);
    assertTaken(folder);
    assertTaken(folder.resolve("."));
    Files.createSymbolicLink(link, folder);
    try {
      assertTaken(link);
    } finally {
      Files.delete(link);
    }
    lock.close();
    TrainingLock.of(folder).close();
  }

  @Test
  void askingWhetherItIsFreeMakesNothing() throws IOException {
    Path none = folder.resolve("none");
    TrainingLock.requireFree(none);
    assertThat(none).doesNotExist();
  }

  @Test
  void anotherProcessHasItUntilItIsKilled() throws Exception {
    Process other = hold();
    try (BufferedReader said = other.inputReader(StandardCharsets.UTF_8)) {
      assertThat(said.readLine()).isEqualTo("held");
      assertTaken(folder);
      other.destroyForcibly().waitFor();
    }
    TrainingLock.of(folder).close();
  }

  @Test
  void askingInThisProcessDoesNotLoosenItForOthers() throws Exception {
    TrainingLock lock = TrainingLock.of(folder);
    assertTaken(folder);
    Process other = hold();
    try (BufferedReader said = other.inputReader(StandardCharsets.UTF_8)) {
      assertThat(said.readLine()).isEqualTo("refused");
    } finally {
      other.destroyForcibly();
    }
    assertThatCode(lock::close).doesNotThrowAnyException();
  }

  private Process hold() throws IOException {
    String classPath =
        Stream.of(TrainingLock.class, Holder.class, OmnetException.class)
            .map(type -> Path.of(location(type)).toString())
            .distinct()
            .collect(Collectors.joining(File.pathSeparator));
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return new ProcessBuilder(
            List.of(java, "-cp", classPath, Holder.class.getName(), folder.toString()))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static java.net.URI location(Class<?> type) {
    try {
      return type.getProtectionDomain().getCodeSource().getLocation().toURI();
    } catch (java.net.URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The other process. */
  static final class Holder {
    private Holder() {}

    public static void main(String[] args) throws Exception {
      try {
        TrainingLock.of(Path.of(args[0]));
        System.out.println("held");
        Thread.sleep(60_000);
      } catch (TrainingInProgressException e) {
        System.out.println("refused");
      }
    }
  }
}
