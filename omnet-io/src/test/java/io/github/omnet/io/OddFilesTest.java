package io.github.omnet.io;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.omnet.core.volume.Affine;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.core.volume.Volume;
import io.github.omnet.io.internal.image.IntensityCheck;
import io.github.omnet.io.nifti.Nifti;
import io.github.omnet.io.nifti.NiftiWriteOptions;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that can be read, and that a user should hear about. */
class OddFilesTest {
  private static final Shape SHAPE = new Shape(20, 15, 10);

  @TempDir private Path folder;

  /** A brain between 0 background and values near 500. */
  private static Volume brain() {
    Volume noise = TestImages.volume(SHAPE, Affine.identity(), 3);
    float[] data = noise.data().clone();
    for (int n = 0; n < data.length; n++) {
      data[n] = n % 3 == 0 ? 0 : 500 + data[n] % 100;
    }
    return Volume.wrap(noise.grid(), data);
  }

  private static Volume with(Volume volume, int index, float value) {
    float[] data = volume.data().clone();
    data[index] = value;
    return Volume.wrap(volume.grid(), data);
  }

  @Test
  void oneVoxelThatMakesAllOthersLookAlikeIsWarnedOf() {
    Volume brain = brain();
    assertThat(IntensityCheck.warnings(brain)).isEmpty();
    int background = SHAPE.index(6, 5, 4);
    assertThat(IntensityCheck.warnings(with(brain, background, 1e38f)))
        .singleElement()
        .asString()
        .startsWith("voxel (6, 5, 4) holds 1.0E38, more than 1000 times the mean");
    assertThat(IntensityCheck.warnings(with(brain, background, -1e9f))).hasSize(1);
    // Vessels and fat are bright, too.
    assertThat(IntensityCheck.warnings(with(brain, background, 30_000))).isEmpty();
  }

  @Test
  void aFewSuchVoxelsDoNotHideOneAnother() {
    Volume brain = brain();
    assertThat(IntensityCheck.warnings(with(with(brain, 0, 1e38f), 3, 9e37f))).hasSize(1);
  }

  @Test
  void anImageOfZerosIsWarnedOf() {
    Volume zeros = Volume.wrap(brain().grid(), new float[SHAPE.voxels()]);
    assertThat(IntensityCheck.warnings(zeros))
        .containsExactly("every voxel is 0, so there is nothing to look at; check the file");
    assertThat(IntensityCheck.warnings(with(zeros, 5, 7))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"0, false", "0.9, false", "1.1, true", "20, true"})
  void aShearedGridIsWarnedOfBeyondOneDegree(double degrees, boolean warned) throws IOException {
    double sine = Math.sin(Math.toRadians(degrees));
    double cosine = Math.cos(Math.toRadians(degrees));
    Affine sheared = Affine.ofRowMajor(1, 2 * sine, 0, 0, 0, 2 * cosine, 0, 0, 0, 0, 3, 0);
    Volume volume = Volume.wrap(TestImages.volume(SHAPE, sheared, 1).grid(), brain().data());
    for (String name : new String[] {"x.nii", "x.mha"}) {
      Path file = folder.resolve(name);
      Images.write(file, volume);
      if (warned) {
        assertThat(Images.readHeader(file).warnings())
            .singleElement()
            .asString()
            .startsWith("the axes of a voxel miss a right angle by " + degrees + " degrees");
      } else {
        assertThat(Images.readHeader(file).warnings()).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"X.NII", "X.NII.GZ", "x.Nii.Gz", "X.MHA", "x.MHD", "x.Mha"})
  void namesAreKnownInAnyCase(String name) throws IOException {
    Path file = folder.resolve(name);
    Volume brain = brain();
    Images.write(file, brain);
    assertThat(Images.readVolume(file).data()).isEqualTo(brain.data());
    byte[] start = Arrays.copyOf(Files.readAllBytes(file), 2);
    boolean gzip = start[0] == 0x1f && start[1] == (byte) 0x8b;
    assertThat(gzip).isEqualTo(name.endsWith("GZ") || name.endsWith("Gz"));
  }

  @ParameterizedTest
  @CsvSource({
    "p.hdr, p.img",
    "P.HDR, P.IMG",
    "p.HDR, p.img",
    "p.hdr, p.IMG",
    "p.hdr, p.img.GZ",
    "p.HDR.GZ, p.IMG.GZ",
    "p.hdr.gz, p.IMG"
  })
  void halvesOfAPairFindEachOtherInAnyCase(String header, String image) throws IOException {
    Volume brain = brain();
    Path whole = folder.resolve("whole.nii");
    Nifti.write(whole, brain, NiftiWriteOptions.DEFAULT);
    byte[] bytes = Files.readAllBytes(whole);
    bytes[345] = 'i';
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putFloat(108, 0);
    write(header, Arrays.copyOf(bytes, 348));
    write(image, Arrays.copyOfRange(bytes, 352, bytes.length));
    assertThat(Images.readVolume(folder.resolve(header)).data()).isEqualTo(brain.data());
    assertThat(Images.readVolume(folder.resolve(image)).data()).isEqualTo(brain.data());
  }

  private void write(String name, byte[] bytes) throws IOException {
    boolean gzip = name.toLowerCase(java.util.Locale.ROOT).endsWith(".gz");
    Files.write(folder.resolve(name), gzip ? HostileFiles.gzip(bytes) : bytes);
  }
}
