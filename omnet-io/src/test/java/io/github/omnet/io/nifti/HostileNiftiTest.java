package io.github.omnet.io.nifti;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.omnet.core.volume.Affine;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.core.volume.Volume;
import io.github.omnet.io.Images;
import io.github.omnet.io.TestImages;
import io.github.omnet.io.image.DataType;
import io.github.omnet.io.image.ReadLimits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Damaged and hostile files: each is refused, naming file, field and offset. */
class HostileNiftiTest {
  private static final int DIM = 40;
  private static final int DATATYPE = 70;
  private static final int BITPIX = 72;
  private static final int PIXDIM = 76;
  private static final int VOX_OFFSET = 108;
  private static final int SCL_SLOPE = 112;
  private static final int SCL_INTER = 116;
  private static final int UNITS = 123;
  private static final int QFORM_CODE = 252;
  private static final int SFORM_CODE = 254;
  private static final int QUATERN_B = 256;
  private static final int SROW = 280;
  private static final int MAGIC = 344;

  /** Rotated about x, without shear, so that a quaternion can state it. */
  private static final Affine ROTATED =
      Affine.ofRowMajor(-2, 0, 0, 117.875, 0, 2, -3, -35.75, 0, 1.5, 4, 7);

  private static final Volume VOLUME = TestImages.volume(new Shape(5, 4, 3), ROTATED, 1);

  @TempDir Path folder;

  @Test
  void refusesDimensionsOutOfRange() throws IOException {
    refuses("dim[0]", DIM, header -> header.putShort(DIM, (short) 0));
    refuses("dim[0]", DIM, header -> header.putShort(DIM, (short) 8));
    refuses("dim[1]", DIM + 2, header -> header.putShort(DIM + 2, (short) -5));
    refuses("dim[3]", DIM + 6, header -> header.putShort(DIM + 6, (short) 0));
  }

  @Test
  void refusesDimensionsThatOverflowOrExceedTheLimit() throws IOException {
    refuses(
        "dim",
        DIM,
        header -> {
          header.putShort(DIM, (short) 7);
          for (int n = 1; n <= 7; n++) {
            header.putShort(DIM + 2 * n, Short.MAX_VALUE);
          }
        });
    // Within the limit, but the file is far too short: refused before memory is taken.
    refuses(
        "voxel data",
        352,
        header -> {
          for (int n = 1; n <= 3; n++) {
            header.putShort(DIM + 2 * n, (short) 1500);
          }
        });
  }

  @Test
  void refusesNifti2DimensionsBeyondInt() throws IOException {
    Path file = folder.resolve("two.nii");
    Nifti.write(file, VOLUME, NiftiWriteOptions.builder().nifti2().build());
    change(file, bytes -> bytes.putLong(16 + 8, Long.MAX_VALUE));
    assertThatThrownBy(() -> Nifti.readVolume(file))
        .isInstanceOf(NiftiFormatException.class)
        .hasMessageContaining("dim[1] at byte 24 is 9223372036854775807");
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, -352, 0, 351, 352.5f, Float.POSITIVE_INFINITY, 1e30f})
  void refusesAnOffsetThatIsNone(float offset) throws IOException {
    refuses("vox_offset", VOX_OFFSET, header -> header.putFloat(VOX_OFFSET, offset));
  }

  @Test
  void refusesAnOffsetPastTheEnd() throws IOException {
    refuses("voxel data", 100_000, header -> header.putFloat(VOX_OFFSET, 100_000));
  }

  @Test
  void refusesTypesThatAreUnknownOrDoNotFit() throws IOException {
    refuses("datatype", DATATYPE, header -> header.putShort(DATATYPE, (short) 3));
    refuses("bitpix", BITPIX, header -> header.putShort(BITPIX, (short) 16));
    refuses("bitpix", BITPIX, header -> header.putShort(BITPIX, (short) 0));
  }

  @Test
  void refusesAFiniteSlopeWithoutIntercept() throws IOException {
    refuses(
        "scl_inter",
        SCL_INTER,
        header -> header.putFloat(SCL_SLOPE, 2).putFloat(SCL_INTER, Float.NaN));
  }

  @ParameterizedTest
  @ValueSource(floats = {0, Float.NaN, Float.NEGATIVE_INFINITY})
  void noSlopeMeansNoScale(float slope) throws IOException {
    Path file = changed(header -> header.putFloat(SCL_SLOPE, slope).putFloat(SCL_INTER, Float.NaN));
    assertThat(Nifti.readVolume(file).data()).isEqualTo(VOLUME.data());
  }

  @Test
  void appliesSlopeAndIntercept() throws IOException {
    Path file = changed(header -> header.putFloat(SCL_SLOPE, 0.5f).putFloat(SCL_INTER, -3));
    assertThat(Nifti.readVolume(file).data()[1]).isEqualTo(VOLUME.data()[1] / 2 - 3);
  }

  @Test
  void refusesATransformThatPlacesNoVoxel() throws IOException {
    refuses("srow_x", SROW, header -> header.putFloat(SROW, Float.NaN));
    refuses(
        "srow_x",
        SROW,
        header -> {
          for (int n = 0; n < 12; n++) {
            header.putFloat(SROW + 4 * n, 0);
          }
        });
    refuses(
        "qform",
        QUATERN_B,
        header -> header.putShort(SFORM_CODE, (short) 0).putFloat(QUATERN_B, 2));
    refuses(
        "qform",
        QUATERN_B,
        header -> header.putShort(SFORM_CODE, (short) 0).putFloat(PIXDIM + 4, 0));
  }

  @Test
  void usesTheQformWithoutSformAndSaysSoWhereTheyDiffer() throws IOException {
    Path qform = changed(header -> header.putShort(SFORM_CODE, (short) 0));
    assertThat(Nifti.readHeader(qform).affineSource()).isEqualTo(NiftiHeader.AffineSource.QFORM);
    assertThat(Nifti.readHeader(qform).affine().closeTo(ROTATED, 1e-5)).isTrue();

    Path moved = changed(header -> header.putFloat(SROW + 12, 120.875f));
    assertThat(Nifti.readHeader(moved).affine().get(0, 3)).isEqualTo(120.875);
    assertThat(Nifti.readHeader(moved).warnings())
        .containsExactly("sform and qform place voxels up to 3.0 mm apart; the sform is used");
  }

  @Test
  void writesNoQformForShear() throws IOException {
    Path file = folder.resolve("sheared.nii");
    Nifti.write(file, TestImages.volume(VOLUME.shape(), TestImages.OBLIQUE, 1));
    assertThat(Nifti.readHeader(file).qformCode()).isZero();
    assertThat(Nifti.readHeader(file).affine()).isEqualTo(TestImages.OBLIQUE);
  }

  @Test
  void assumesLasWithoutEitherAndSaysSo() throws IOException {
    Path file =
        changed(header -> header.putShort(SFORM_CODE, (short) 0).putShort(QFORM_CODE, (short) 0));
    NiftiHeader header = Nifti.readHeader(file);
    assertThat(header.hasOrientation()).isFalse();
    assertThat(header.orientation().code()).isEqualTo("LAS");
    assertThat(header.warnings()).hasSize(1);
    // The middle of the grid is the origin, as in nibabel.
    assertThat(header.affine().apply(2, 1.5, 1)).containsExactly(0, 0, 0);
  }

  @Test
  void turnsOtherUnitsIntoMillimetres() throws IOException {
    Path file = changed(header -> header.put(UNITS, (byte) 3));
    assertThat(Nifti.readHeader(file).affine().get(0, 0)).isEqualTo(-0.002);
    assertThat(Nifti.readHeader(file).spacing().get(0)).isEqualTo(0.002);
  }

  @Test
  void refusesAWrongMagicAndHalfAPair() throws IOException {
    refuses("magic", MAGIC, header -> header.put(MAGIC, (byte) 'x'));
    refuses("magic", MAGIC, header -> header.put(MAGIC + 1, (byte) 'i'));
    refuses("sizeof_hdr", 0, header -> header.putInt(0, 349));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 4, 100, 347, 348, 351, 352, 400, 591})
  void refusesAFileCutOffAnywhere(int length) throws IOException {
    Path whole = folder.resolve("whole.nii");
    Nifti.write(whole, VOLUME);
    byte[] cut = Arrays.copyOf(Files.readAllBytes(whole), length);
    Path plain = Files.write(folder.resolve("cut.nii"), cut);
    refused(plain);
    Path inner = Files.write(folder.resolve("inner.nii.gz"), gzip(cut));
    refused(inner);
    byte[] compressed = gzip(Files.readAllBytes(whole));
    int outerLength = Math.min(length, compressed.length - 1);
    refused(Files.write(folder.resolve("outer.nii.gz"), Arrays.copyOf(compressed, outerLength)));
  }

  @Test
  void refusesHalvesOfPairsOnTheirOwn() throws IOException {
    Path nii = folder.resolve("a.nii");
    Nifti.write(nii, VOLUME);
    byte[] all = Files.readAllBytes(nii);
    all[MAGIC + 1] = 'i';
    ByteBuffer.wrap(all).order(ByteOrder.LITTLE_ENDIAN).putFloat(VOX_OFFSET, 0);
    Path header = Files.write(folder.resolve("p.hdr"), Arrays.copyOf(all, 348));
    assertThatThrownBy(() -> Nifti.readVolume(header))
        .isInstanceOf(NiftiFormatException.class)
        .hasMessageContaining("p.img is missing");
    Path image = Files.write(folder.resolve("p.img"), Arrays.copyOfRange(all, 352, all.length));
    assertThat(Nifti.readVolume(header).data()).isEqualTo(VOLUME.data());
    assertThat(Images.readVolume(image).data()).isEqualTo(VOLUME.data());
    Files.delete(header);
    assertThatThrownBy(() -> Nifti.readVolume(image))
        .isInstanceOf(NiftiFormatException.class)
        .hasMessageContaining("p.hdr is missing");
  }

  @Test
  void keepsExtensionsAndRefusesOnesThatOverrun() throws IOException {
    Path file = folder.resolve("extended.nii");
    NiftiExtension comment = new NiftiExtension(6, new byte[24]);
    Nifti.write(
        file, VOLUME, NiftiWriteOptions.builder().extensions(List.of(comment, comment)).build());
    assertThat(Nifti.readHeader(file).extensions()).containsExactly(comment, comment);
    assertThat(Nifti.readHeader(file).voxOffset()).isEqualTo(352 + 64);
    assertThat(Nifti.readVolume(file).data()).isEqualTo(VOLUME.data());
    for (int size : new int[] {-1, 0, 7, 80, Integer.MAX_VALUE}) {
      change(file, bytes -> bytes.putInt(352, size));
      assertThatThrownBy(() -> Nifti.readVolume(file))
          .isInstanceOf(NiftiFormatException.class)
          .hasMessageContaining("esize at byte 352 is " + size);
    }
  }

  @Test
  void writesNoTextOfThePatientUnlessAskedTo() throws IOException {
    Path named = folder.resolve("named.nii");
    NiftiHeader.Text text = new NiftiHeader.Text("Doe^John", "aux", "db", "name");
    NiftiExtension dicom = new NiftiExtension(2, new byte[8]);
    Nifti.write(
        named, VOLUME, NiftiWriteOptions.builder().text(text).extensions(List.of(dicom)).build());
    NiftiHeader header = Nifti.readHeader(named);
    assertThat(header.text()).isEqualTo(text);

    Path plain = folder.resolve("plain.nii");
    Nifti.write(plain, Nifti.readVolume(named));
    assertThat(Nifti.readHeader(plain).text()).isEqualTo(NiftiHeader.Text.NONE);
    assertThat(Nifti.readHeader(plain).extensions()).isEmpty();

    Path kept = folder.resolve("kept.nii");
    Nifti.write(kept, VOLUME, NiftiWriteOptions.builder().keepTextOf(header).build());
    assertThat(Files.readAllBytes(kept)).isEqualTo(Files.readAllBytes(named));
  }

  @Test
  void refusesAGzipBomb() throws IOException {
    // 1 GiB of zeros in 1 MiB: allowed by default (an empty mask is like that), not under a ratio.
    Path file = folder.resolve("bomb.nii.gz");
    Volume small = TestImages.volume(new Shape(256, 256, 64), Affine.identity(), 1);
    Nifti.write(file, Volume.wrap(small.grid(), new float[small.shape().voxels()]));
    assertThat(Files.size(file)).isLessThan(200_000);
    assertThat(Nifti.readVolume(file).data()).containsOnly(0);
    assertThatThrownBy(() -> Nifti.readVolume(file, new ReadLimits(1L << 30, 50)))
        .isInstanceOf(NiftiFormatException.class)
        .hasMessageContaining("inflate");

    // Voxels that fit, and then zeros without end.
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      Path plain = folder.resolve("plain.nii");
      Nifti.write(plain, VOLUME);
      gzip.write(Files.readAllBytes(plain));
      for (int n = 0; n < 32; n++) {
        gzip.write(new byte[1 << 20]);
      }
    }
    Path tail = Files.write(folder.resolve("tail.nii.gz"), bytes.toByteArray());
    assertThatThrownBy(() -> Nifti.readVolume(tail))
        .isInstanceOf(NiftiFormatException.class)
        .hasMessageContaining("data after the last voxel");
  }

  @Test
  void refusesAWrongChecksumAndReadsConcatenatedMembers() throws IOException {
    Path plain = folder.resolve("plain.nii");
    Nifti.write(plain, VOLUME);
    byte[] bytes = Files.readAllBytes(plain);
    byte[] compressed = gzip(bytes);
    compressed[compressed.length - 8] ^= 1;
    assertThatThrownBy(
            () -> Nifti.readVolume(Files.write(folder.resolve("crc.nii.gz"), compressed)))
        .isInstanceOf(NiftiFormatException.class)
        .hasMessageContaining("checksum");

    ByteArrayOutputStream members = new ByteArrayOutputStream();
    for (int from = 0; from < bytes.length; from += 100) {
      members.writeBytes(gzip(Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + 100))));
    }
    Path file = Files.write(folder.resolve("members.nii.gz"), members.toByteArray());
    assertThat(Nifti.readVolume(file).data()).isEqualTo(VOLUME.data());
  }

  @Test
  void readsAnalyzeAndFlagsIt() throws IOException {
    byte[] header = new byte[348];
    ByteBuffer bytes = ByteBuffer.wrap(header).order(ByteOrder.BIG_ENDIAN);
    bytes.putInt(0, 348).putShort(DIM, (short) 3).putShort(DATATYPE, (short) 2);
    bytes.putShort(BITPIX, (short) 8);
    for (int n = 1; n <= 3; n++) {
      bytes.putShort(DIM + 2 * n, (short) 2).putFloat(PIXDIM + 4 * n, n);
    }
    Path file = Files.write(folder.resolve("old.hdr"), header);
    Files.write(folder.resolve("old.img"), new byte[] {1, 2, 3, 4, 5, 6, 7, 8});
    NiftiHeader read = Nifti.readHeader(file);
    assertThat(read.version()).isEqualTo(NiftiHeader.Version.ANALYZE);
    assertThat(read.hasOrientation()).isFalse();
    assertThat(read.warnings()).hasSize(1);
    assertThat(read.dataType()).isEqualTo(DataType.UINT8);
    assertThat(Nifti.readVolume(file).get(1, 1, 1)).isEqualTo(8);
  }

  private void refuses(String field, int offset, Consumer<ByteBuffer> change) throws IOException {
    Path file = changed(change);
    assertThatThrownBy(() -> Nifti.readVolume(file))
        .isInstanceOf(NiftiFormatException.class)
        .hasMessageStartingWith(file + ": " + field + " at byte " + offset + " is ");
  }

  private static void refused(Path file) {
    assertThatThrownBy(() -> Nifti.readVolume(file))
        .isInstanceOf(NiftiFormatException.class)
        .hasMessageContaining(file.toString());
  }

  private Path changed(Consumer<ByteBuffer> change) throws IOException {
    Path file = folder.resolve("image.nii");
    Nifti.write(file, VOLUME);
    return change(file, change);
  }

  private static Path change(Path file, Consumer<ByteBuffer> change) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    change.accept(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
    return Files.write(file, bytes);
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }
}
