package io.github.omnet.io.metaimage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.omnet.core.volume.Affine;
import io.github.omnet.core.volume.LabelMap;
import io.github.omnet.core.volume.Orientation;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.core.volume.Volume;
import io.github.omnet.io.Images;
import io.github.omnet.io.TestImages;
import io.github.omnet.io.image.DataType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetaImageTest {
  private static final Volume VOLUME = TestImages.volume(new Shape(5, 4, 3), TestImages.OBLIQUE, 1);

  @TempDir Path folder;

  @Test
  void turnsLpsIntoRas() throws IOException {
    // As in BraTS 2015: directions of the axes along LPS, the first voxel at left 0, posterior 239.
    Path file =
        write(
            """
            ObjectType = Image
            NDims = 3
            BinaryData = True
            BinaryDataByteOrderMSB = False
            CompressedData = False
            TransformMatrix = 1 0 0 0 1 0 0 0 1
            Offset = 0 -239 0
            CenterOfRotation = 0 0 0
            AnatomicalOrientation = RAI
            ElementSpacing = 1 1 1
            DimSize = 2 1 1
            ElementType = MET_SHORT
            ElementDataFile = LOCAL
            """,
            7,
            0,
            255,
            255);
    Volume volume = MetaImage.readVolume(file);
    assertThat(volume.data()).containsExactly(7, -1);
    assertThat(volume.grid().affine())
        .isEqualTo(Affine.ofRowMajor(-1, 0, 0, 0, 0, -1, 0, 239, 0, 0, 1, 0));
    assertThat(volume.grid().orientation()).isEqualTo(Orientation.of("LPS"));
  }

  @Test
  void aRowOfTheMatrixIsTheDirectionOfAnAxis() throws IOException {
    // x runs to posterior, y to superior, z to left.
    Path file =
        write(
            """
            NDims = 3
            TransformMatrix = 0 1 0 0 0 1 1 0 0
            Offset = 10 20 30
            ElementSpacing = 2 3 4
            DimSize = 1 1 1
            ElementType = MET_UCHAR
            ElementDataFile = LOCAL
            """,
            1);
    assertThat(MetaImage.readHeader(file).affine())
        .isEqualTo(Affine.ofRowMajor(0, 0, -4, -10, -2, 0, 0, -20, 0, 3, 0, 30));
    assertThat(MetaImage.readHeader(file).orientation()).isEqualTo(Orientation.of("PSL"));
  }

  @Test
  void honoursByteOrder() throws IOException {
    Path file =
        write(
            """
            NDims = 2
            BinaryDataByteOrderMSB = True
            DimSize = 2 1
            ElementType = MET_USHORT
            ElementDataFile = LOCAL
            """,
            1,
            0,
            255,
            254);
    assertThat(MetaImage.readVolume(file).data()).containsExactly(256, 65534);
    assertThat(MetaImage.readHeader(file).byteOrder()).isEqualTo(ByteOrder.BIG_ENDIAN);
    assertThat(MetaImage.readHeader(file).hasOrientation()).isFalse();
    assertThat(MetaImage.readHeader(file).warnings()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.mha", "a.mhd"})
  void readsBackWhatItWrote(String name) throws IOException {
    Path file = folder.resolve(name);
    for (DataType type : List.of(DataType.FLOAT32, DataType.INT16, DataType.UINT8)) {
      for (boolean compress : new boolean[] {true, false}) {
        if (compress) {
          MetaImage.write(file, VOLUME, type);
        } else {
          MetaImage.writeUncompressed(file, VOLUME, type);
        }
        Volume read = Images.readVolume(file);
        assertThat(read.data()).isEqualTo(VOLUME.data());
        assertThat(read.grid().matches(VOLUME.grid(), 1e-12)).isTrue();
        assertThat(MetaImage.readHeader(file).dataType()).isEqualTo(type);
      }
    }
  }

  @Test
  void readsBackLabels() throws IOException {
    LabelMap labels = TestImages.labels(new Shape(5, 4, 3), TestImages.OBLIQUE, 4, 2);
    Path file = folder.resolve("labels.mha");
    Images.write(file, labels);
    assertThat(Images.readLabels(file).data()).isEqualTo(labels.data());
  }

  @Test
  void findsDataAtTheEndOfAFileWithAHeaderOfItsOwn() throws IOException {
    Files.write(folder.resolve("data.bin"), new byte[] {9, 9, 9, 1, 2});
    Path file =
        write(
            """
            NDims = 2
            DimSize = 2 1
            HeaderSize = -1
            ElementType = MET_CHAR
            ElementDataFile = data.bin
            """);
    assertThat(MetaImage.readVolume(file).data()).containsExactly(1, 2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/etc/hostname", "../other.raw", "..", "a/b.raw", "LIST", "s%03d.raw", ""})
  void refusesADataFileElsewhere(String name) throws IOException {
    Path file =
        write(
            """
            NDims = 2
            DimSize = 2 1
            ElementType = MET_CHAR
            ElementDataFile = %s
            """
                .formatted(name.replace("%", "%%"))
                .replace("%%", "%"));
    assertThatThrownBy(() -> MetaImage.readVolume(file))
        .isInstanceOf(MetaImageFormatException.class)
        .hasMessageContaining("ElementDataFile");
  }

  @Test
  void refusesALinkToADataFileElsewhereAndFollowsOneWithinTheFolder() throws IOException {
    Path inner = Files.createDirectory(folder.resolve("inner"));
    Path secret = Files.write(folder.resolve("secret"), new byte[] {4, 2});
    Path data = inner.resolve("data.raw");
    Files.createSymbolicLink(data, secret);
    Path file =
        Files.writeString(
            inner.resolve("image.mhd"),
            """
            NDims = 2
            DimSize = 2 1
            ElementType = MET_CHAR
            ElementDataFile = data.raw
            """);
    assertThatThrownBy(() -> MetaImage.readVolume(file))
        .isInstanceOf(MetaImageFormatException.class)
        .hasMessageContaining("ElementDataFile")
        .hasMessageContaining("data.raw, a symbolic link that leads elsewhere");
    Files.delete(data);
    Files.move(secret, inner.resolve("real.raw"));
    Files.createSymbolicLink(data, Path.of("real.raw"));
    assertThat(MetaImage.readVolume(file).data()).containsExactly(4, 2);
    Path link = Files.createSymbolicLink(folder.resolve("link"), inner);
    assertThat(MetaImage.readVolume(link.resolve("image.mhd")).data()).containsExactly(4, 2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "NDims = 9",
        "NDims = three",
        "DimSize = 0 1",
        "DimSize = 2",
        "DimSize = 2147483647 2147483647",
        "DimSize = 99999999999999999999 1",
        "DimSize = 3 1",
        "ElementType = MET_UCHAR_ARRAY",
        "ElementNumberOfChannels = 3",
        "BinaryData = False",
        "ElementSpacing = 0 1",
        "ElementSpacing = NaN 1",
        "TransformMatrix = 1 0 1 0",
        "TransformMatrix = 1 0",
        "Offset = Infinity 0",
        "CompressedData = True"
      })
  void refusesADamagedHeaderNamingTheKey(String line) throws IOException {
    String key = line.substring(0, line.indexOf(' '));
    String header =
        """
        NDims = 2
        DimSize = 2 1
        ElementType = MET_CHAR
        %s
        ElementDataFile = LOCAL
        """
            .formatted(line);
    Path file = write(header, 1, 2);
    assertThatThrownBy(() -> MetaImage.readVolume(file))
        .isInstanceOf(MetaImageFormatException.class)
        .hasMessageContaining(file.toString())
        .hasMessageMatching("(?s).*(" + key + "|voxel data|compressed data).*");
  }

  @Test
  void refusesJunkAndNothing() throws IOException {
    Path junk = Files.write(folder.resolve("junk.mha"), new byte[100_000]);
    assertThatThrownBy(() -> Images.describe(junk)).isInstanceOf(MetaImageFormatException.class);
    Path empty = Files.write(folder.resolve("empty.mha"), new byte[0]);
    assertThatThrownBy(() -> Images.describe(empty))
        .isInstanceOf(MetaImageFormatException.class)
        .hasMessageContaining("empty");
    Path missing =
        write(
            """
            NDims = 2
            DimSize = 2 1
            ElementType = MET_CHAR
            ElementDataFile = nowhere.raw
            """);
    assertThatThrownBy(() -> Images.describe(missing))
        .isInstanceOf(MetaImageFormatException.class)
        .hasMessageContaining("nowhere.raw");
  }

  private Path write(String header, int... data) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(header.getBytes(StandardCharsets.ISO_8859_1));
    for (int value : data) {
      bytes.write(value);
    }
    return Files.write(folder.resolve("image.mha"), bytes.toByteArray());
  }
}
