package io.github.omnet.io.nifti;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.omnet.io.HostileFiles;
import io.github.omnet.io.image.ReadLimits;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Extensions by number and size: none may take more memory than it has bytes. */
class HostileExtensionsTest {
  private static final int[] SHAPE = {2, 2, 2};

  @TempDir private Path folder;

  private Path file(List<Integer> sizes) throws IOException {
    int total = sizes.stream().mapToInt(Integer::intValue).sum();
    // Room behind them, so that none touches the voxels.
    int offset = 352 + (total + 15) / 16 * 16;
    ByteBuffer bytes = ByteBuffer.allocate(offset + 8).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put(HostileFiles.header(SHAPE, offset, true));
    for (int size : sizes) {
      int at = bytes.position();
      bytes.putInt(size).putInt(6).position(at + size);
    }
    return Files.write(folder.resolve("image.nii.gz"), HostileFiles.gzip(bytes.array()));
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 16})
  void manyMoreExtensionsThanAnyWriterMakesAreRefusedInLittleMemory(int size) throws IOException {
    Path file = file(Collections.nCopies(size == 8 ? 2_000_000 : 1_000_000, size));
    assertThat(Files.size(file)).isLessThan(100_000);
    assertThatThrownBy(() -> Nifti.readHeader(file))
        .isInstanceOf(NiftiFormatException.class)
        .hasMessageContaining(
            size == 8
                ? "esize at byte 360 is 8, expected a multiple of 16"
                : "extensions at byte " + (352 + 16 * 4096) + " is another one after 4096");
  }

  @Test
  void asManyExtensionsAsTheLimitSaysAreRead() throws IOException {
    Path file = file(Collections.nCopies(ReadLimits.MAX_EXTENSIONS, 16));
    assertThat(Nifti.readHeader(file).extensions()).hasSize(4096);
    assertThat(Nifti.readHeader(file).warnings()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 9, 20, 44})
  void oneExtensionWithoutItsPaddingIsReadWithAWarning(int size) throws IOException {
    NiftiHeader header = Nifti.readHeader(file(List.of(32, size)));
    assertThat(header.extensions()).hasSize(2);
    assertThat(header.extensions().get(1).content()).hasSize(size - 8);
    assertThat(header.warnings())
        .containsExactly("the extension at byte 384 has size " + size + ", not a multiple of 16");
    Path two = file(List.of(size, size, 32));
    assertThatThrownBy(() -> Nifti.readHeader(two))
        .isInstanceOf(NiftiFormatException.class)
        .hasMessageContaining("esize at byte " + (352 + size) + " is " + size);
  }
}
