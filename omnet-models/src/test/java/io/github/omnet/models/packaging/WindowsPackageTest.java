package io.github.omnet.models.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.github.omnet.models.TestModels;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Packages in folders and zip files by the rules of a file system of Windows. */
class WindowsPackageTest {
  private final FileSystem windows = Jimfs.newFileSystem(Configuration.windows());
  private final ModelPackage first = TestModels.random(2, 1);
  private final ModelPackage second = TestModels.random(2, 2);

  private Path folder;

  @BeforeEach
  void makeFolder() throws IOException {
    folder = Files.createDirectories(windows.getPath("C:\\Models of 2024\\new"));
  }

  @AfterEach
  void close() throws IOException {
    windows.close();
  }

  @Test
  void aFolderIsWrittenReadAndReplaced() throws IOException {
    Path where = folder.resolve("gliomas");
    ModelWriter.toFolder(first, where);
    assertThat(ModelPackage.open(where).fingerprint()).isEqualTo(first.fingerprint());
    ModelWriter.toFolder(second, where);
    assertThat(ModelPackage.open(folder.resolve("GLIOMAS")).fingerprint())
        .isEqualTo(second.fingerprint());
  }

  @Test
  void aZipFileIsWrittenReadAndReplacedAfterwards() throws IOException {
    Path zip = folder.resolve("gliomas.zip");
    ModelWriter.toZip(first, zip);
    assertThat(ModelPackage.open(zip).fingerprint()).isEqualTo(first.fingerprint());
    ModelWriter.toZip(second, zip);
    assertThat(ModelPackage.open(zip).fingerprint()).isEqualTo(second.fingerprint());
    Files.delete(zip);
  }

  @Test
  void whatIsNoZipFileIsNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("a.zip"), "text");
    assertThatThrownBy(() -> ModelPackage.open(file))
        .isInstanceOf(ModelPackageException.class)
        .hasMessageContaining("a.zip")
        .hasMessageContaining("not a zip file");
  }

  @Test
  void aNameThatNoFileCanHaveIsRefusedInWords() {
    // On Windows this also holds for a question mark or a colon.
    assertThatThrownBy(() -> ModelZoo.open("a\0b"))
        .isInstanceOf(ModelPackageException.class)
        .hasMessageContaining("give a folder, a zip file, or a name");
  }
}
