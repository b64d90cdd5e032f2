package io.github.omnet.io.nifti;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.github.omnet.core.volume.Affine;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.core.volume.Volume;
import io.github.omnet.io.TestImages;
import io.github.omnet.io.image.DataType;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

  @Test
  void aHeaderAloneInflatesNoMoreThanTheHeader() throws IOException {
    Path file = folder.resolve("a.nii.gz");
    Nifti.write(
        file,
        TestImages.volume(new Shape(50, 50, 50), Affine.identity(), 1),
        NiftiWriteOptions.builder().compressionLevel(0).build());
    byte[] bytes = Files.readAllBytes(file);
    // Stored blocks: the header is where it is in the plain file, the rest is cut off.
    Files.write(file, java.util.Arrays.copyOf(bytes, 500));
    assertThat(Nifti.readHeader(file).shape()).containsExactly(50, 50, 50);
    assertThatThrownBy(() -> Nifti.readVolume(file)).isInstanceOf(NiftiFormatException.class);
  }
}
