package io.github.omnet.core.internal.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeTextTest {
  @TempDir Path folder;

  @Test
  void replacesTheFileAndLeavesNothingBeside() throws IOException {
    Path file = Files.writeString(folder.resolve("a.csv"), "old and longer");
    WholeText.write(file, "größer");
    assertThat(file).hasContent("größer");
    assertThat(folder).isDirectoryNotContaining(other -> !other.equals(file));
  }

  @Test
  void hasTheRightsThatAnyNewFileHas() throws IOException {
    assumeThat(folder.getFileSystem().supportedFileAttributeViews()).contains("posix");
    Path plain = Files.writeString(folder.resolve("plain.csv"), "x");
    Path whole = folder.resolve("whole.csv");
    WholeText.write(whole, "x");
    assertThat(Files.getPosixFilePermissions(whole))
        .isEqualTo(Files.getPosixFilePermissions(plain));
  }

  @Test
  void aFolderThatIsMissingIsNamed() {
    Path file = folder.resolve("none").resolve("a.csv");
    assertThatThrownBy(() -> WholeText.write(file, "x"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(file.toString());
  }
}
