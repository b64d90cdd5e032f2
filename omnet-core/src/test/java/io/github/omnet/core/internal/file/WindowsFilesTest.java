package io.github.omnet.core.internal.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Writing, deleting and claiming by the rules of a file system of Windows. */
class WindowsFilesTest {
  private final FileSystem windows = Jimfs.newFileSystem(Configuration.windows());

  private Path folder;

  @BeforeEach
  void makeFolder() throws IOException {
    folder = Files.createDirectories(windows.getPath("C:\\Users\\Jörg\\My data"));
  }

  @AfterEach
  void close() throws IOException {
    windows.close();
  }

  private List<String> names() throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void aFileIsReplacedAlsoUnderANameInAnotherCase() throws IOException {
    Path file = folder.resolve("Result.csv");
    WholeText.write(file, "old");
    WholeText.write(folder.resolve("RESULT.CSV"), "new");
    assertThat(Files.readString(file)).isEqualTo("new");
    assertThat(names()).hasSize(1);
  }

  @Test
  void aFolderIsWrittenOnceAndDeletedWhole() throws IOException {
    Path made = folder.resolve("checkpoint");
    AtomicFolder.write(made, inside -> WholeText.write(inside.resolve("a.json"), "{}"));
    assertThat(made.resolve("A.JSON")).exists();
    assertThatThrownBy(() -> AtomicFolder.write(folder.resolve("CHECKPOINT"), inside -> {}))
        .hasCauseInstanceOf(FileAlreadyExistsException.class);
    AtomicFolder.delete(made);
    assertThat(names()).isEmpty();
  }

  @Test
  void whatAKilledWriterLeftIsDeleted() throws IOException {
    Files.createDirectories(folder.resolve(".checkpoint.1234.tmp").resolve("inner"));
    Files.createDirectory(folder.resolve("kept"));
    AtomicFolder.deleteRemains(folder);
    assertThat(names()).containsExactly("kept");
  }

  @Test
  void aClaimHasOneOwner() throws IOException {
    Path file = folder.resolve("work.lock");
    try (FileClaim claim = FileClaim.tryTake(file).orElseThrow()) {
      assertThat(FileClaim.tryTake(folder.resolve("..").resolve("My data").resolve("work.lock")))
          .isEmpty();
      claim.closeAndDelete();
    }
    FileClaim.tryTake(file).orElseThrow().close();
  }

  @Test
  void aFileThatAScannerHoldsOpenIsReplacedOnceItIsFree() throws IOException {
    Path file = Files.writeString(folder.resolve("report.html"), "old");
    Path temporary = Files.writeString(folder.resolve("new.tmp"), "new");
    List<Path> tries = new ArrayList<>();
    AtomicFile.move(
        temporary,
        file,
        (from, to, options) -> {
          tries.add(to);
          if (tries.size() < 4) {
            throw new AccessDeniedException(to.toString());
          }
          return Files.move(from, to, options);
        });
    assertThat(tries).hasSize(4);
    assertThat(Files.readString(file)).isEqualTo("new");
  }

  @Test
  void aFileThatStaysOpenIsAnErrorInTheEnd() {
    List<Path> tries = new ArrayList<>();
    AtomicFile.Mover held =
        (from, to, options) -> {
          tries.add(to);
          throw new AccessDeniedException(to.toString());
        };
    Path file = folder.resolve("a");
    assertThatThrownBy(() -> AtomicFile.move(folder.resolve("b"), file, held))
        .isInstanceOf(AccessDeniedException.class);
    assertThat(tries).hasSizeGreaterThan(5);
  }

  @Test
  void whereNoMoveIsAtomicAnotherTakesItsPlace(@TempDir Path here) throws IOException {
    Path file = Files.writeString(here.resolve("a"), "old");
    Path temporary = Files.writeString(here.resolve("b"), "new");
    List<Object> tried = new ArrayList<>();
    AtomicFile.move(
        temporary,
        file,
        (from, to, options) -> {
          tried.add(options[0]);
          if (tried.size() == 1) {
            throw new AtomicMoveNotSupportedException("b", "a", "a network folder");
          }
          return Files.move(from, to, options);
        });
    assertThat(tried).hasSize(2);
    assertThat(file).hasContent("new");
  }

  @Test
  void aNameAsLongAsAFileSystemTakesIsWritten(@TempDir Path here) throws IOException {
    Path file = here.resolve("x".repeat(250) + ".html");
    WholeText.write(file, "new");
    assertThat(file).hasContent("new");
  }

  @Test
  void aTemporaryNameHoldsWholeCharacters() {
    for (String start : List.of("", "y")) {
      String name =
          TemporaryName.beside(folder.resolve(start + "\uD83E\uDDE0".repeat(60)))
              .getFileName()
              .toString();
      assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(name)).as(name).isTrue();
      assertThat(name).startsWith("." + start + "\uD83E\uDDE0").hasSizeLessThan(90);
    }
  }
}
