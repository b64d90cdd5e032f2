package io.github.omnet.io.nrrd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.omnet.core.OmnetException;
import io.github.omnet.core.volume.Affine;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.LabelMap;
import io.github.omnet.core.volume.Orientation;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.core.volume.Volume;
import io.github.omnet.io.HostileFiles;
import io.github.omnet.io.Images;
import io.github.omnet.io.TestImages;
import io.github.omnet.io.image.DataType;
import io.github.omnet.io.image.ImageHeader;
import io.github.omnet.io.image.ReadLimits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class NrrdTest {
  private static final Volume VOLUME = TestImages.volume(new Shape(5, 4, 3), TestImages.OBLIQUE, 1);

  /** As 3D Slicer writes it, but for the data. */
  private static final String SLICER =
      """
      NRRD0004
      # Complete NRRD file format specification at:
      # http://teem.sourceforge.net/nrrd/format.html
      type: short
      dimension: 3
      space: left-posterior-superior
      sizes: 2 1 1
      space directions: (1,0,0) (0,2,0) (0,0,3)
      kinds: domain domain domain
      endian: little
      encoding: raw
      space origin: (10,-20,30)
      patient:=A Name

      """;

  @TempDir Path folder;

  @Test
  void readsWhatSlicerWritesWithLpsTurnedIntoRas() throws IOException {
    Path file = write("a.nrrd", SLICER, 7, 0, 255, 255);
    Volume volume = Images.readVolume(file);
    assertThat(volume.data()).containsExactly(7, -1);
    assertThat(volume.grid().affine())
        .isEqualTo(Affine.ofRowMajor(-1, 0, 0, -10, 0, -2, 0, 20, 0, 0, 3, 30));
    assertThat(volume.grid().orientation()).isEqualTo(Orientation.of("LPS"));
    ImageHeader header = Images.readHeader(file);
    assertThat(header.format()).isEqualTo("NRRD");
    assertThat(header.hasOrientation()).isTrue();
    assertThat(header.spacing()).containsExactly(1.0, 2.0, 3.0);
    assertThat(header.warnings()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "right-anterior-superior,RAS",
    "RAS,RAS",
    "left-anterior-superior,LAS",
    "LAS,LAS",
    "left-posterior-superior,LPS",
    "lps,LPS"
  })
  void knowsTheSpacesOfTheBody(String space, String orientation) throws IOException {
    Path file = write("a.nrrd", SLICER.replace("left-posterior-superior", space), 7, 0, 255, 255);
    assertThat(Images.readHeader(file).orientation()).isEqualTo(Orientation.of(orientation));
  }

  @Test
  void aVectorIsTheDirectionOfAnAxis() throws IOException {
    // x runs to posterior, y to superior, z to left.
    String header = SLICER.replace("(1,0,0) (0,2,0) (0,0,3)", "(0, 1, 0) (0,0,2)( 3,0 ,0)");
    assertThat(Images.readHeader(write("a.nrrd", header, 1, 0, 2, 0)).affine())
        .isEqualTo(Affine.ofRowMajor(0, 0, -3, -10, -1, 0, 0, 20, 0, 2, 0, 30));
  }

  @Test
  void honoursByteOrderAndTellsWhatIsNotStated() throws IOException {
    Path file =
        write(
            "a.nrrd",
            """
            NRRD0001
            content: who knows
            type: unsigned short
            dimension: 3
            sizes: 2 1 1
            spacings: 0.5 NaN 2
            endian: big
            encoding: raw

            """,
            1,
            0,
            255,
            254);
    assertThat(Images.readVolume(file).data()).containsExactly(256, 65534);
    ImageHeader header = Images.readHeader(file);
    assertThat(header.byteOrder()).isEqualTo(ByteOrder.BIG_ENDIAN);
    assertThat(header.spacing()).containsExactly(0.5, 1.0, 2.0);
    assertThat(header.hasOrientation()).isFalse();
    assertThat(header.warnings()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.nrrd", "a.nhdr"})
  void readsBackWhatItWrote(String name) throws IOException {
    Path file = folder.resolve(name);
    for (DataType type : DataType.values()) {
      if (!type.isScalar() || type == DataType.INT8) {
        continue;
      }
      for (boolean compress : new boolean[] {true, false}) {
        if (compress) {
          Nrrd.write(file, VOLUME, type);
        } else {
          Nrrd.writeUncompressed(file, VOLUME, type);
        }
        Volume read = Images.readVolume(file);
        assertThat(read.data()).isEqualTo(VOLUME.data());
        assertThat(read.grid().matches(VOLUME.grid(), 1e-12)).isTrue();
        assertThat(Images.readHeader(file).dataType()).isEqualTo(type);
        assertThat(Images.readHeader(file).warnings()).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.nrrd", "a.nhdr", "a.seg.nrrd"})
  void readsBackLabels(String name) throws IOException {
    LabelMap labels = TestImages.labels(new Shape(5, 4, 3), TestImages.OBLIQUE, 4, 2);
    Path file = folder.resolve(name);
    Images.write(file, labels);
    assertThat(Images.readLabels(file).data()).isEqualTo(labels.data());
    assertThat(Images.readLabels(file).grid().matches(labels.grid(), 1e-12)).isTrue();
  }

  @Test
  void aSegmentationNamesASegmentForEachLabel() throws IOException {
    LabelMap labels = TestImages.labels(new Shape(5, 4, 3), TestImages.OBLIQUE, 4, 2);
    Path file = folder.resolve("a.seg.nrrd");
    Images.write(file, labels);
    String header = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    assertThat(header)
        .contains("\nSegment2_LabelValue:=4\n", "\nSegment2_Extent:=0 4 0 3 0 2\n")
        .contains("\nSegment0_ID:=label_1\n")
        .contains("\nSegmentation_MasterRepresentation:=Binary labelmap\n")
        .doesNotContain("Segment3_");
    Volume grey =
        Volume.wrap(new Grid(new Shape(2, 1, 1), Affine.identity()), new float[] {1, 2.5f});
    assertThatThrownBy(() -> Nrrd.write(file, grey, DataType.FLOAT32))
        .isInstanceOf(OmnetException.class)
        .hasMessageContaining("whole numbers");
  }

  @Test
  void passesOverWhatIsToBeSkipped() throws IOException {
    String header = SLICER.replace("space origin", "line skip: 1\nbyteskip: 2\nspace origin");
    Path file = write("a.nrrd", header, 'x', 'y', '\n', 9, 9, 7, 0, 255, 255);
    assertThat(Images.readVolume(file).data()).containsExactly(7, -1);
    Path end =
        write("b.nrrd", SLICER.replace("patient:=", "byte skip: -1\nn:="), 9, 9, 9, 7, 0, 8, 0);
    assertThat(Images.readVolume(end).data()).containsExactly(7, 8);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/etc/hostname",
        "../other.raw",
        "..",
        "a/b.raw",
        "./a/b",
        "LIST",
        "s%03d.raw 1 2",
        ""
      })
  void refusesADataFileElsewhere(String name) throws IOException {
    Path file = write("a.nhdr", SLICER.replace("patient:=A Name", "data file: " + name), 1);
    assertThatThrownBy(() -> Images.readVolume(file))
        .isInstanceOf(NrrdFormatException.class)
        .hasMessageContaining("data file");
  }

  @Test
  void refusesALinkToADataFileElsewhereAndFollowsOneWithinTheFolder() throws IOException {
    Path inner = Files.createDirectory(folder.resolve("inner"));
    Path secret = Files.write(folder.resolve("secret"), new byte[] {4, 0, 2, 0});
    Path data = inner.resolve("data.raw");
    Files.createSymbolicLink(data, secret);
    Path file =
        Files.writeString(
            inner.resolve("a.nhdr"),
            SLICER.replace("patient:=A Name", "datafile: ./data.raw").stripTrailing());
    assertThatThrownBy(() -> Images.readVolume(file))
        .isInstanceOf(NrrdFormatException.class)
        .hasMessageContaining("data.raw, a symbolic link that leads elsewhere");
    Files.delete(data);
    assertThatThrownBy(() -> Images.readVolume(file))
        .isInstanceOf(NrrdFormatException.class)
        .hasMessageContaining("data.raw, which is missing");
    Files.move(secret, inner.resolve("real.raw"));
    Files.createSymbolicLink(data, Path.of("real.raw"));
    assertThat(Images.readVolume(file).data()).containsExactly(4, 2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dimension: 4",
        "dimension: three",
        "sizes: 0 1 1",
        "sizes: 2 1",
        "sizes: 2147483647 2147483647 2147483647",
        "sizes: 99999999999999999999 1 1",
        "sizes: 3 1 1",
        "type: block",
        "type: complex",
        "encoding: bzip2",
        "encoding: ascii",
        "encoding: gzip",
        "endian: middle",
        "kinds: RGB-color domain domain",
        "kinds: domain domain",
        "space: scanner-xyz",
        "space: mars",
        "space directions: none (0,1,0) (0,0,1)",
        "space directions: (1,0,0) (0,1,0)",
        "space directions: (1,0,0) (1,0,0) (0,0,1)",
        "space directions: (1,0,0) (0,1,0) (0,0,NaN)",
        "space directions: (1,0,0) (0,1,0) (0,0,1",
        "space origin: (0,0)",
        "byte skip: -2",
        "line skip: -1",
        "line skip: 3"
      })
  void refusesADamagedHeaderNamingTheField(String line) throws IOException {
    String field = line.substring(0, line.indexOf(':'));
    String others =
        SLICER.lines().filter(l -> !l.startsWith(field + ":")).reduce("", (a, b) -> a + b + "\n");
    Path file = write("a.nrrd", others.replace("patient:=A Name", line), 1, 0, 2, 0);
    assertThatThrownBy(() -> Images.readVolume(file))
        .isInstanceOf(NrrdFormatException.class)
        .hasMessageContaining(file.toString())
        .hasMessageMatching("(?s).*(" + field + "|voxel data|compressed data|lines to skip).*");
  }

  @Test
  void refusesAFieldThatIsGivenTwice() throws IOException {
    Path file = write("a.nrrd", SLICER.replace("patient:=A Name", "sizes: 1 1 1"), 1, 0, 2, 0);
    assertThatThrownBy(() -> Images.readVolume(file))
        .isInstanceOf(NrrdFormatException.class)
        .hasMessageContaining("sizes")
        .hasMessageContaining("given twice");
  }

  @Test
  void boundsWhatACompressedFileMayInflateTo() throws IOException {
    String header = SLICER.replace("encoding: raw", "encoding: gzip\nbyte skip: 10000000000");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(header.getBytes(StandardCharsets.US_ASCII));
    bytes.writeBytes(HostileFiles.gzip(new byte[1 << 20]));
    Path file = Files.write(folder.resolve("a.nrrd"), bytes.toByteArray());
    ReadLimits limits = ReadLimits.DEFAULT.withMaxBytes(1 << 30);
    assertThatThrownBy(() -> Images.readVolume(file, limits))
        .isInstanceOf(NrrdFormatException.class)
        .hasMessageContaining("after 10000000000 bytes");
    String promise =
        SLICER.replace("encoding: raw", "encoding: gzip").replace("2 1 1", "2000 2000 200");
    Path bomb = write("b.nrrd", promise, 0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0);
    assertThatThrownBy(() -> Images.readVolume(bomb))
        .isInstanceOf(NrrdFormatException.class)
        .hasMessageContaining("voxel data");
  }

  @Test
  void boundsTheHeader() throws IOException {
    String header = SLICER.replace("A Name", "x".repeat(ReadLimits.MAX_NRRD_HEADER_BYTES));
    Path file = write("a.nrrd", header, 1, 0, 2, 0);
    assertThatThrownBy(() -> Images.readVolume(file))
        .isInstanceOf(NrrdFormatException.class)
        .hasMessageContaining("longer than " + ReadLimits.MAX_NRRD_HEADER_BYTES + " bytes");
  }

  @ParameterizedTest
  @EnumSource(
      value = DataType.class,
      names = {"UINT8", "INT16", "FLOAT32"})
  void isKnownByItsContentWhateverItsName(DataType type) throws IOException {
    Path file = folder.resolve("a.nrrd");
    Nrrd.write(file, VOLUME, type);
    Path other = Files.move(file, folder.resolve("download"));
    assertThat(Images.readVolume(other).data()).isEqualTo(VOLUME.data());
  }

  @Test
  void refusesJunkAndNothing() throws IOException {
    Path junk = Files.write(folder.resolve("junk.nrrd"), new byte[100_000]);
    assertThatThrownBy(() -> Images.describe(junk)).isInstanceOf(NrrdFormatException.class);
    Path empty = Files.write(folder.resolve("empty.nrrd"), new byte[0]);
    assertThatThrownBy(() -> Images.describe(empty))
        .isInstanceOf(NrrdFormatException.class)
        .hasMessageContaining("empty");
  }

  private Path write(String name, String header, int... data) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(header.getBytes(StandardCharsets.ISO_8859_1));
    for (int value : data) {
      bytes.write(value);
    }
    return Files.write(folder.resolve(name), bytes.toByteArray());
  }
}
