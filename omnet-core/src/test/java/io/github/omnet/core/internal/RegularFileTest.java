package io.github.omnet.core.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegularFileTest {
  @TempDir private Path folder;

  @Test
  void foldersAndDevicesAreNamedAndFilesAndLinksToThemAreNot() throws IOException {
    Path file = Files.write(folder.resolve("file"), new byte[1]);
    Path link = Files.createSymbolicLink(folder.resolve("link"), file);
    assertThat(RegularFile.obstacle(file)).isEmpty();
    assertThat(RegularFile.obstacle(link)).isEmpty();
    assertThat(RegularFile.require(link)).isEqualTo(link);
    assertThat(RegularFile.obstacle(folder.resolve("missing"))).isEmpty();
    assertThat(RegularFile.obstacle(folder)).contains("a folder");
    Path device = Path.of("/dev/null");
    Assumptions.assumeTrue(Files.exists(device));
    assertThatThrownBy(() -> RegularFile.require(device))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("/dev/null: is a pipe, socket or device, expected a regular file");
  }

  @Test
  void aLinkIsWhereItLeads() throws IOException {
    Path inner = Files.createDirectory(folder.resolve("inner"));
    Path file = Files.write(folder.resolve("file"), new byte[1]);
    Path out = Files.createSymbolicLink(inner.resolve("out"), file);
    assertThat(RegularFile.isIn(folder, file)).isTrue();
    assertThat(RegularFile.isIn(inner, out)).isFalse();
    assertThat(RegularFile.isIn(folder, out)).isTrue();
  }
}
