package io.github.omnet.io.nrrd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.omnet.core.volume.Affine;
import io.github.omnet.core.volume.LabelMap;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.core.volume.Volume;
import io.github.omnet.io.Images;
import io.github.omnet.io.TestImages;
import io.github.omnet.io.image.DataType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Teem, which defined the format, and ITK, which 3D Slicer reads and writes with, read what is
 * written here, and what they write is read here. Debian has them as teem-apps and plastimatch.
 */
class NrrdInteropTest {
  private static final Path UNU = Path.of("/usr/bin/teem-unu");
  private static final Path PLASTIMATCH = Path.of("/usr/bin/plastimatch");

  /** Tilted, with right angles only: ITK takes no others. */
  private static final Affine TILTED =
      Affine.ofRowMajor(-2, 0, 0, 117.875, 0, 1.6, -1.8, -35.75, 0, 1.2, 2.4, 7);

  private static final Volume VOLUME = TestImages.volume(new Shape(7, 5, 4), TILTED, 1);

  @TempDir Path folder;

  @Test
  void teemReadsEachTypeAndIsRead() throws Exception {
    assumeTrue(Files.isExecutable(UNU), "skipped: no " + UNU);
    for (DataType type : DataType.values()) {
      if (!type.isScalar() || type == DataType.INT8) {
        continue;
      }
      for (String name : List.of("ours.nrrd", "ours.nhdr")) {
        Path ours = folder.resolve(name);
        Nrrd.write(ours, VOLUME, type);
        for (String encoding : List.of("raw", "gzip")) {
          for (String format : List.of("nrrd", "nhdr")) {
            Path theirs = folder.resolve("theirs." + format);
            run(UNU, "save", "-f", "nrrd", "-e", encoding, "-i", ours, "-o", theirs);
            requireSame(theirs, type);
          }
        }
      }
    }
  }

  @Test
  void teemSwapsBytesAsIsRead() throws Exception {
    assumeTrue(Files.isExecutable(UNU), "skipped: no " + UNU);
    Path ours = folder.resolve("ours.nrrd");
    Nrrd.writeUncompressed(ours, VOLUME, DataType.INT16);
    Path theirs = folder.resolve("theirs.nrrd");
    run(UNU, "save", "-f", "nrrd", "-e", "raw", "-en", "big", "-i", ours, "-o", theirs);
    assertThat(Images.readHeader(theirs).byteOrder()).isEqualTo(java.nio.ByteOrder.BIG_ENDIAN);
    requireSame(theirs, DataType.INT16);
  }

  @Test
  void itkPlacesTheVoxelsOfBothFormatsAlike() throws Exception {
    assumeTrue(Files.isExecutable(PLASTIMATCH), "skipped: no " + PLASTIMATCH);
    Path nifti = folder.resolve("ours.nii.gz");
    Path nrrd = folder.resolve("ours.nrrd");
    Images.write(nifti, VOLUME, DataType.FLOAT32);
    Images.write(nrrd, VOLUME, DataType.FLOAT32);
    Path toNrrd = folder.resolve("theirs.nrrd");
    Path toNifti = folder.resolve("theirs.nii.gz");
    run(PLASTIMATCH, "convert", "--input", nifti, "--output-img", toNrrd);
    run(PLASTIMATCH, "convert", "--input", nrrd, "--output-img", toNifti);
    requireSame(toNrrd, DataType.FLOAT32);
    requireSame(toNifti, DataType.FLOAT32);
  }

  @Test
  void itkReadsASegmentation() throws Exception {
    assumeTrue(Files.isExecutable(PLASTIMATCH), "skipped: no " + PLASTIMATCH);
    LabelMap labels = TestImages.labels(new Shape(7, 5, 4), TILTED, 4, 2);
    Path ours = folder.resolve("ours.seg.nrrd");
    Images.write(ours, labels);
    Path theirs = folder.resolve("theirs.nii.gz");
    run(PLASTIMATCH, "convert", "--input", ours, "--output-img", theirs);
    assertThat(Images.readLabels(theirs).data()).isEqualTo(labels.data());
  }

  private static void requireSame(Path file, DataType type) throws IOException {
    Volume read = Images.readVolume(file);
    assertThat(read.data()).as("%s", file).isEqualTo(VOLUME.data());
    assertThat(read.grid().matches(VOLUME.grid(), 1e-4)).as("%s", read.grid()).isTrue();
    assertThat(Images.readHeader(file).dataType()).isEqualTo(type);
    assertThat(Images.readHeader(file).hasOrientation()).isTrue();
  }

  private static void run(Object... command) throws Exception {
    Path log = Files.createTempFile("judge", ".log");
    try {
      Process process =
          new ProcessBuilder(Arrays.stream(command).map(Object::toString).toList())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
      assertThat(process.exitValue()).as(Files.readString(log)).isZero();
    } finally {
      Files.delete(log);
    }
  }
}
