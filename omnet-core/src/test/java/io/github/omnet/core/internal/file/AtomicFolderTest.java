package io.github.omnet.core.internal.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFolderTest {
  @TempDir private Path parent;

  @Test
  void theFolderAppearsWithAllThatWasWritten() throws IOException {
    AtomicFolder.write(
        parent.resolve("new"),
        folder -> {
          assertThat(parent.resolve("new")).doesNotExist();
          Files.writeString(folder.resolve("a"), "1");
          Files.writeString(folder.resolve("b"), "2");
        });
    assertThat(parent.resolve("new/a")).hasContent("1");
    assertThat(parent.resolve("new/b")).hasContent("2");
    assertThat(parent).isDirectoryNotContaining("glob:**.tmp");
  }

  @Test
  void aFailureLeavesNothing() {
    assertThatThrownBy(
            () ->
                AtomicFolder.write(
                    parent.resolve("new"),
                    folder -> {
                      Files.writeString(folder.resolve("a"), "1");
                      throw new IOException("No space left on device");
                    }))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("new")
        .hasMessageContaining("No space left on device");
    assertThat(parent).isEmptyDirectory();
  }

  @Test
  void aFolderThatExistsIsNotTouched() throws IOException {
    Files.createDirectory(parent.resolve("old"));
    Files.writeString(parent.resolve("old/a"), "1");
    assertThatThrownBy(() -> AtomicFolder.write(parent.resolve("old"), folder -> {}))
        .isInstanceOf(IOException.class);
    assertThat(parent.resolve("old/a")).hasContent("1");
    assertThat(parent).isDirectoryNotContaining("glob:**.tmp");
  }

  @Test
  void whatKilledWritersLeftIsCleared() throws IOException {
    Files.createDirectories(parent.resolve(".new.1234.tmp/deep"));
    Files.writeString(parent.resolve(".new.1234.tmp/deep/a"), "1");
    Files.createDirectory(parent.resolve("kept"));
    AtomicFolder.deleteRemains(parent);
    assertThat(parent).isDirectoryContaining("glob:**/kept").isDirectoryNotContaining("glob:**tmp");
    AtomicFolder.deleteRemains(parent.resolve("missing"));
  }

  @Test
  void deletingTakesAllOfIt() throws IOException {
    Files.createDirectories(parent.resolve("old/deep"));
    Files.writeString(parent.resolve("old/deep/a"), "1");
    AtomicFolder.delete(parent.resolve("old"));
    AtomicFolder.delete(parent.resolve("old"));
    assertThat(parent).isEmptyDirectory();
  }
}
