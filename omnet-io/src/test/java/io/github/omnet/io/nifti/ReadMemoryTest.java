package io.github.omnet.io.nifti;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.management.ThreadMXBean;
import io.github.omnet.core.volume.Affine;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.core.volume.Volume;
import io.github.omnet.io.TestImages;
import io.github.omnet.io.image.DataType;
import io.github.omnet.io.image.ReadLimits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadMemoryTest {
  private static final long SLACK = 4 << 20;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @TempDir Path folder;

  /** All that is allocated, garbage included, bounds the peak from above. */
  @Test
  void allocatesTheResultAndLittleElse() throws IOException {
    Volume volume = TestImages.volume(new Shape(120, 120, 80), Affine.identity(), 1);
    for (String name : List.of("a.nii", "a.nii.gz")) {
      for (DataType type : List.of(DataType.INT16, DataType.FLOAT64)) {
        Path file = folder.resolve(name);
        Nifti.write(file, volume, NiftiWriteOptions.builder().dataType(type).build());
        Nifti.readVolume(file);
        long before = THREADS.getCurrentThreadAllocatedBytes();
        Volume read = Nifti.readVolume(file);
        long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
        assertThat(allocated).isLessThan(4L * read.data().length + SLACK);
      }
    }
  }

  @Test
  void refusesBeforeItAllocates() throws IOException {
    Path file = folder.resolve("a.nii");
    Nifti.write(file, TestImages.volume(new Shape(5, 4, 3), Affine.identity(), 1));
    byte[] bytes = Files.readAllBytes(file);
    bytes[43] = 4;
    bytes[45] = 4;
    Files.write(file, bytes);
    assertThatThrownBy(() -> Nifti.readVolume(file)).isInstanceOf(NiftiFormatException.class);
    long before = THREADS.getCurrentThreadAllocatedBytes();
    assertThatThrownBy(() -> Nifti.readVolume(file)).isInstanceOf(NiftiFormatException.class);
    assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).isLessThan(SLACK);
  }

  /** A small file may inflate to any size: what it takes is compared with the heap first. */
  @Test
  void namesTheFileThatDoesNotFitIntoTheHeap() throws IOException {
    assumeThat(Runtime.getRuntime().maxMemory()).isLessThan(60_000_000_000L);
    Path plain = folder.resolve("a.nii");
    Nifti.write(
        plain,
        TestImages.volume(new Shape(5, 4, 3), Affine.identity(), 1),
        NiftiWriteOptions.builder().dataType(DataType.UINT8).build());
    ByteBuffer header = ByteBuffer.wrap(Files.readAllBytes(plain)).order(ByteOrder.LITTLE_ENDIAN);
    // 7 volumes of 1290 cubed: within the default limit as stored, but 60 GB as float.
    header.putShort(40, (short) 4).putShort(48, (short) 7);
    for (int n = 1; n <= 3; n++) {
      header.putShort(40 + 2 * n, (short) 1290);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(header.array(), 0, 352);
    }
    Path bomb = folder.resolve("bomb.nii.gz");
    Files.write(bomb, Arrays.copyOf(bytes.toByteArray(), 15_000_000));
    // Such a ratio is let through by those only who ask for it.
    ReadLimits trusting = ReadLimits.DEFAULT.withFreeBytes(1L << 40);
    assertThatThrownBy(() -> Nifti.readChannels(bomb, trusting))
        .isInstanceOf(NiftiFormatException.class)
        .hasMessageStartingWith(bomb + ": ")
        .hasMessageContaining("60107292000 bytes")
        .hasMessageContaining("-Xmx");
  }

  @Test
  void aHeaderAloneInflatesNoMoreThanTheHeader() throws IOException {
    Path file = folder.resolve("a.nii.gz");
    Nifti.write(
        file,
        TestImages.volume(new Shape(50, 50, 50), Affine.identity(), 1),
        NiftiWriteOptions.builder().compressionLevel(0).build());
    byte[] bytes = Files.readAllBytes(file);
    // Stored blocks: the header is where it is in the plain file, the rest is cut off.
    Files.write(file, Arrays.copyOf(bytes, 500));
    assertThat(Nifti.readHeader(file).shape()).containsExactly(50, 50, 50);
    assertThatThrownBy(() -> Nifti.readVolume(file)).isInstanceOf(NiftiFormatException.class);
  }
}
