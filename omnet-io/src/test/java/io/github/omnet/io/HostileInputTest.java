package io.github.omnet.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.github.omnet.io.image.ImageFormatException;
import io.github.omnet.io.image.ReadLimits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Small files that would keep a reader waiting or computing without end. */
class HostileInputTest {
  /** Far less than what the whole would take, far more than a refusal does. */
  private static final Duration SOON = Duration.ofSeconds(30);

  @TempDir private Path folder;

  private static void refusedSoon(String text, ThrowingCallable reading) {
    assertTimeoutPreemptively(
        SOON,
        () ->
            assertThatThrownBy(reading)
                .isInstanceOf(ImageFormatException.class)
                .hasMessageContaining(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"x.nii", "x.nii.gz", "x.mha", "x.mhd", "x.nrrd", "x.nhdr", "x.hdr", "x.img", "x"})
  void aPipeIsRefusedInsteadOfWaitedFor(String name) throws IOException {
    Path pipe = HostileFiles.pipe(folder.resolve(name));
    if (name.equals("x.img")) {
      Files.write(folder.resolve("x.hdr"), HostileFiles.header(new int[] {2}, 352, false));
    }
    if (!name.equals("x.img")) {
      refusedSoon("a pipe, socket or device", () -> Images.readHeader(pipe));
    }
    refusedSoon("", () -> Images.readVolume(pipe));
    refusedSoon("", () -> Images.describe(pipe));
    refusedSoon("", () -> Images.readLabels(pipe));
  }

  @Test
  void theDataFileOfAPairMayNotBeAPipeEither() throws IOException {
    byte[] header = HostileFiles.header(new int[] {2}, 0, false);
    header[345] = 'i';
    Path pair = Files.write(folder.resolve("p.hdr"), Arrays.copyOf(header, 348));
    HostileFiles.pipe(folder.resolve("p.img"));
    refusedSoon("p.img: file is a pipe", () -> Images.readVolume(pair));
    refusedSoon("p.img: file is a pipe", () -> Images.readVolume(folder.resolve("p.img")));
    HostileFiles.pipe(folder.resolve("m.raw"));
    String meta = "NDims = 2\nDimSize = 2 1\nElementType = MET_UCHAR\nElementDataFile = m.raw\n";
    Path mhd = Files.write(folder.resolve("m.mhd"), meta.getBytes(StandardCharsets.ISO_8859_1));
    refusedSoon("m.raw: file is a pipe", () -> Images.readVolume(mhd));
  }

  @Test
  void aDeviceIsRefused() {
    Path zeros = Path.of("/dev/zero");
    org.junit.jupiter.api.Assumptions.assumeTrue(Files.exists(zeros));
    refusedSoon("a pipe, socket or device", () -> Images.readHeader(zeros));
    refusedSoon("a pipe, socket or device", () -> Images.describe(zeros));
  }

  @Test
  void tenGigabytesBeforeTheFirstVoxelAreNotInflated() throws IOException {
    byte[] header = HostileFiles.header(new int[] {2, 2, 2}, (float) 9.9e9, false);
    Path file = HostileFiles.withZeros(folder.resolve("far.nii.gz"), header, 10_000);
    assertThat(Files.size(file)).isLessThan(12_000_000);
    refusedSoon("voxel data at byte 99000", () -> Images.readVolume(file));
    refusedSoon("voxel data at byte 99000", () -> Images.describe(file));
  }

  @Test
  void bytesThatArePassedOverCountAgainstTheLimit() throws IOException {
    byte[] header = HostileFiles.header(new int[] {2, 2, 2}, 2 << 20, false);
    Path file = HostileFiles.withZeros(folder.resolve("gap.nii.gz"), header, 64);
    ReadLimits tight = ReadLimits.DEFAULT.withMaxBytes(1 << 20);
    refusedSoon("vox_offset is 2097152", () -> Images.readVolume(file, tight));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aSmallFileWithASeriesOfGigabytesIsNotWorkedThrough(boolean fiveDimensions)
      throws IOException {
    int[] shape =
        fiveDimensions ? new int[] {256, 256, 256, 64, 8} : new int[] {256, 256, 256, 512};
    Path file =
        HostileFiles.withZeros(
            folder.resolve("giant.nii.gz"), HostileFiles.header(shape, 352, false), 8192);
    assertThat(Files.size(file)).isLessThan(10_000_000);
    refusedSoon("voxel data", () -> Images.describe(file));
    refusedSoon("voxel data", () -> Images.readChannels(file));
    assertThat(Images.readHeader(file).volumes()).isEqualTo(512);
  }

  @Test
  void theRatioOfALargeFileIsTheCallersToChoose() throws IOException {
    int[] shape = {256, 256, 1024};
    Path file =
        HostileFiles.withZeros(
            folder.resolve("mask.nii.gz"), HostileFiles.header(shape, 352, false), 64);
    ReadLimits limits = ReadLimits.DEFAULT;
    assertThat(Images.readLabels(file, limits).data()).hasSize(1 << 26);
    refusedSoon("voxel data", () -> Images.readLabels(file, limits.withFreeBytes(1 << 25)));
  }
}
