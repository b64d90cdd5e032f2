package io.github.omnet.io.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.omnet.core.internal.file.AtomicFile;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.LabelMap;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.core.volume.Volume;
import io.github.omnet.io.TestImages;
import io.github.omnet.io.nifti.Nifti;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
  private static final Shape SHAPE = new Shape(96, 96, 96);

  @TempDir Path folder;

  @Test
  void replacesTheOldFileAndLeavesNoOther() throws IOException {
    Path file = Files.writeString(folder.resolve("a.txt"), "old");
    AtomicFile.write(file, out -> out.write("new".getBytes(StandardCharsets.UTF_8)));
    assertThat(file).hasContent("new");
    assertThat(names()).containsExactly("a.txt");
  }

  @Test
  void keepsTheOldFileWhenTheContentFails() throws IOException {
    Path file = Files.writeString(folder.resolve("a.txt"), "old");
    assertThatThrownBy(
            () ->
                AtomicFile.write(
                    file,
                    out -> {
                      out.write(new byte[1000]);
                      throw new IOException("No space left on device");
                    }))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("No space left on device")
        .hasMessageContaining("free space");
    assertThat(file).hasContent("old");
    assertThat(names()).containsExactly("a.txt");
  }

  @Test
  void aFullDiskGivesAClearErrorAndNoPartialFile() throws Exception {
    Path disk = Files.createDirectory(folder.resolve("disk"));
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", disk.toString()) == 0,
        "skipped: only root can mount a small disk");
    try {
      Path file = disk.resolve("a.nii");
      LabelMap small = TestImages.labels(new Shape(10, 10, 10), TestImages.OBLIQUE, 4, 1);
      Nifti.write(file, small);
      Volume large = Volume.wrap(Grid.isotropic(SHAPE), new float[SHAPE.voxels()]);
      assertThatThrownBy(() -> Nifti.write(file, large))
          .isInstanceOf(IOException.class)
          .hasMessageContaining(file.toString())
          .hasMessageContaining("free space");
      assertThat(Nifti.readLabels(file).data()).isEqualTo(small.data());
      try (Stream<Path> files = Files.list(disk)) {
        assertThat(files).containsExactly(file);
      }
    } finally {
      run("umount", disk.toString());
    }
  }

  @Test
  void aKilledProcessLeavesTheOldFileOrTheNewOne() throws Exception {
    Path file = folder.resolve("image.nii.gz");
    int[] seen = new int[2];
    for (int round = 0; round < 6; round++) {
      Nifti.write(file, constant(1));
      Process child =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx128m",
                  "-cp",
                  System.getProperty("java.class.path"),
                  EndlessWriter.class.getName(),
                  file.toString())
              .redirectErrorStream(true)
              .start();
      try {
        // The child says so when it begins; from then on it is always in the middle of a write.
        assertThat(child.getInputStream().read()).isEqualTo('w');
        Thread.sleep(10 + 23L * round);
      } finally {
        child.destroyForcibly();
        assertThat(child.waitFor(1, TimeUnit.MINUTES)).isTrue();
      }
      float[] found = Nifti.readVolume(file).data();
      assertThat(found[0]).isIn(1f, 2f);
      assertThat(found).containsOnly(found[0]);
      seen[(int) found[0] - 1]++;
    }
    assertThat(seen[0] + seen[1]).isEqualTo(6);
  }

  /** Writes over and over until killed. */
  static final class EndlessWriter {
    public static void main(String[] args) throws IOException {
      System.out.print('w');
      System.out.flush();
      while (true) {
        Nifti.write(Path.of(args[0]), constant(2));
      }
    }
  }

  static Volume constant(float value) {
    float[] values = new float[SHAPE.voxels()];
    java.util.Arrays.fill(values, value);
    return Volume.wrap(Grid.isotropic(SHAPE), values);
  }

  private static int run(String... command) throws Exception {
    try {
      Process process = new ProcessBuilder(command).start();
      return process.waitFor(1, TimeUnit.MINUTES) ? process.exitValue() : -1;
    } catch (IOException e) {
      return -1;
    }
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
