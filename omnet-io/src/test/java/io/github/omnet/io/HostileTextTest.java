package io.github.omnet.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.omnet.io.image.ImageFormatException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Text of a header that reaches a message. */
class HostileTextTest {
  @TempDir private Path folder;

  private void assertClean(String header) throws IOException {
    Path file = Files.write(folder.resolve("x.mha"), header.getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> Images.readHeader(file))
        .isInstanceOf(ImageFormatException.class)
        .asInstanceOf(InstanceOfAssertFactories.type(ImageFormatException.class))
        .satisfies(
            e -> {
              String all = e.getMessage() + e.found() + e.expected() + e.field();
              assertThat(all.chars().filter(Character::isISOControl)).isEmpty();
              assertThat(e.getMessage()).hasSizeLessThan(1000);
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "NDims = \u001b[2J3",
        "NDims = 3\nDimSize = 1 2 \u001b]0;owned\u0007",
        "NDims = 2\nDimSize = 2 1\nElementType = \u001b[31mMET_\u009b",
        "NDims = 2\nDimSize = 2 1\nElementType = MET_CHAR\nElementSpacing = \u001b 1",
        "NDims = 2\nDimSize = 2 1\nElementType = MET_CHAR\nElementNumberOfChannels = \u001b",
        "NDims = 2\nDimSize = 2 1\nElementType = MET_CHAR\nBinaryData = \u001b",
        "\u001b[2J\u001b[H",
      })
  void controlCharactersDoNotReachATerminal(String start) throws IOException {
    assertClean(start + "\nElementDataFile = LOCAL\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../\u001b[2J", "LIST \u001b[2J", "\u001b/x", "\0"})
  void theNameOfADataFileDoesNotEither(String name) throws IOException {
    assertClean(
        "NDims = 2\nDimSize = 2 1\nElementType = MET_CHAR\nElementDataFile = " + name + "\n");
  }

  @Test
  void aHeaderLineOfManyPagesIsCut() throws IOException {
    assertClean("NDims = " + "9".repeat(60_000) + "\nElementDataFile = LOCAL\n");
    assertClean("x".repeat(60_000) + "\nElementDataFile = LOCAL\n");
  }
}
