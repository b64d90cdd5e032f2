package io.github.omnet.io.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.omnet.core.volume.Affine;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.core.volume.Volume;
import io.github.omnet.io.Images;
import io.github.omnet.io.TestImages;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A header never has data that are not its own, whenever its writer is killed. */
class HeaderWithDataTest {
  private static final Shape SHAPE = new Shape(5, 4, 3);

  @TempDir private Path folder;

  private static Volume volume(int seed) {
    return TestImages.volume(SHAPE, Affine.identity(), seed);
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"x.mhd", "x.nhdr"})
  void aPairThatIsReplacedKeepsItsDataUntilTheNewHeaderIsThere(String name) throws IOException {
    Path file = folder.resolve(name);
    Images.write(file, volume(1));
    List<String> first = names();
    Images.write(file, volume(2));
    assertThat(Images.readVolume(file).data()).isEqualTo(volume(2).data());
    // The old data are gone, and no third file is there.
    assertThat(names()).hasSize(2).isNotEqualTo(first);
    Images.write(file, volume(3));
    assertThat(Images.readVolume(file).data()).isEqualTo(volume(3).data());
    assertThat(names()).isEqualTo(first);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x.mhd", "x.nhdr"})
  void aHeaderThatCannotBeWrittenLeavesTheOldPair(String name) throws IOException {
    Path file = folder.resolve(name);
    Images.write(file, volume(1));
    List<String> before = names();
    HeaderWithData pair = new HeaderWithData(file);
    assertThatThrownBy(
            () ->
                pair.write(
                    ".raw",
                    out -> out.write(7),
                    data -> {
                      // What a kill between the two files would leave.
                      assertThat(names(folder)).hasSize(3);
                      assertThat(read(file)).isEqualTo(volume(1).data());
                      throw new IllegalStateException("killed");
                    }))
        .hasMessage("killed");
    assertThat(read(file)).isEqualTo(volume(1).data());
    assertThat(names()).containsAll(before);
  }

  private static float[] read(Path file) {
    try {
      return Images.readVolume(file).data();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static List<Path> names(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aDataFileOfAnotherHeaderIsNotReplaced() throws IOException {
    Path raw = folder.resolve("x.raw");
    Path header = folder.resolve("x.mhd");
    Files.write(raw, new byte[] {1, 2, 3});
    Files.writeString(header, "ElementDataFile = ../x.raw\n");
    new HeaderWithData(header)
        .write(
            ".raw",
            out -> out.write(7),
            name -> ("data file: " + name + "\n").getBytes(StandardCharsets.US_ASCII));
    assertThat(raw).hasBinaryContent(new byte[] {1, 2, 3});
    assertThat(folder.resolve("x-2.raw")).hasBinaryContent(new byte[] {7});
    assertThat(header).hasContent("data file: x-2.raw\n");
  }
}
