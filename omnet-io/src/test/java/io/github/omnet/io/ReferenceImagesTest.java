package io.github.omnet.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.omnet.core.transform.SpatialTransform;
import io.github.omnet.core.transform.Transforms;
import io.github.omnet.core.volume.Affine;
import io.github.omnet.core.volume.Orientation;
import io.github.omnet.core.volume.Volume;
import io.github.omnet.io.image.ImageDescription;
import io.github.omnet.io.image.ImageFormatException;
import io.github.omnet.io.image.ImageHeader;
import io.github.omnet.io.nifti.Nifti;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The files that other libraries test with, against what nibabel 5 reads from them. */
class ReferenceImagesTest {
  /**
   * nibabel wants a compressed image beside a compressed header; we take either, as nifti-rs does.
   */
  private static final Set<String> READ_ON_PURPOSE = Set.of("nifti-rs/minimal2.hdr");

  @TestFactory
  List<DynamicTest> readsWhatNibabelReads() throws IOException {
    Path folder = SharedData.folder("formats");
    JsonObject reference =
        JsonParser.parseString(Files.readString(folder.resolve("reference.json")))
            .getAsJsonObject();
    assertThat(reference.size()).isEqualTo(62);
    List<DynamicTest> tests = new ArrayList<>();
    for (Map.Entry<String, JsonElement> entry : reference.entrySet()) {
      Path file = folder.resolve(entry.getKey());
      tests.add(
          dynamicTest(
              entry.getKey(),
              () -> check(entry.getKey(), file, entry.getValue().getAsJsonObject())));
    }
    return tests;
  }

  @Test
  void twelveAxisOrdersAreOneVolumeInRas() throws IOException {
    Path folder = SharedData.folder("formats").resolve("niivue/nifti_space");
    SpatialTransform toRas = Transforms.reorient(Orientation.RAS);
    Volume expected = Images.readVolume(folder.resolve("RAS.nii.gz"));
    Set<String> orientations = new TreeSet<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.nii.gz")) {
      for (Path file : files) {
        Volume stored = Images.readVolume(file);
        orientations.add(stored.grid().orientation().code());
        Volume volume = toRas.apply(stored);
        assertThat(volume.data()).as(file.toString()).isEqualTo(expected.data());
        assertThat(volume.grid().matches(expected.grid(), 1e-4)).as(file.toString()).isTrue();
      }
    }
    assertThat(orientations).hasSize(12);
  }

  private static void check(String name, Path file, JsonObject expected) throws IOException {
    if (expected.has("load_error")) {
      assertThatThrownBy(() -> Images.readHeader(file))
          .isInstanceOf(ImageFormatException.class)
          .hasMessageContaining(file.toString());
      return;
    }
    if (expected.has("note")) {
      // The image half of a pair, or MetaImage: nibabel has no values, but it must be readable.
      assertThat(Images.describe(file).statistics()).isPresent();
      return;
    }
    checkHeader(Images.readHeader(file), expected);
    if (expected.has("data_error") && !READ_ON_PURPOSE.contains(name)) {
      assertThatThrownBy(() -> Images.describe(file))
          .isInstanceOf(ImageFormatException.class)
          .hasMessageContaining(".img");
      return;
    }
    ImageDescription description = Images.describe(file);
    if (expected.has("data")) {
      assertThat(description.statistics()).isEmpty();
      assertThatThrownBy(() -> Nifti.readVolume(file, 0))
          .isInstanceOf(ImageFormatException.class)
          .hasMessageContaining(description.header().dataType().toString());
      return;
    }
    if (!expected.has("data_error")) {
      checkStatistics(description.statistics().orElseThrow(), expected);
    }
  }

  private static void checkHeader(ImageHeader header, JsonObject expected) {
    List<Integer> shape = new ArrayList<>();
    expected.getAsJsonArray("shape").forEach(extent -> shape.add(extent.getAsInt()));
    assertThat(header.shape()).isEqualTo(shape);
    assertThat(header.byteOrder())
        .isEqualTo(
            expected.get("endian").getAsString().equals("<")
                ? ByteOrder.LITTLE_ENDIAN
                : ByteOrder.BIG_ENDIAN);
    assertThat(numpyName(header)).isEqualTo(expected.get("dtype").getAsString());
    assertThat(header.orientation().code()).isEqualTo(expected.get("axcodes").getAsString());
    assertThat(header.affine().closeTo(affine(expected.getAsJsonArray("affine")), 1e-5))
        .as("%s is %s", header.affine(), expected.get("affine"))
        .isTrue();
  }

  private static String numpyName(ImageHeader header) {
    boolean big = header.byteOrder() == ByteOrder.BIG_ENDIAN;
    return switch (header.dataType()) {
      case INT16 -> big ? ">i2" : "int16";
      case FLOAT32 -> big ? ">f4" : "float32";
      case RGB24 -> "[('R', 'u1'), ('G', 'u1'), ('B', 'u1')]";
      case RGBA32 -> "[('R', 'u1'), ('G', 'u1'), ('B', 'u1'), ('A', 'u1')]";
      default -> header.dataType().toString();
    };
  }

  private static Affine affine(JsonArray rows) {
    double[] values = new double[16];
    for (int n = 0; n < 16; n++) {
      values[n] = rows.get(n / 4).getAsJsonArray().get(n % 4).getAsDouble();
    }
    return Affine.ofRowMajor(values);
  }

  private static void checkStatistics(ImageDescription.Statistics found, JsonObject expected) {
    close("min", found.min(), expected);
    close("max", found.max(), expected);
    close("mean", found.mean(), expected);
    close("first", found.first(), expected);
    close("centre", found.centre(), expected);
    assertThat(found.nonZero()).isEqualTo(expected.get("nonzero").getAsLong());
    assertThat(found.nonFinite()).isEqualTo(expected.get("nonfinite").getAsLong());
  }

  private static void close(String name, double found, JsonObject expected) {
    double value = expected.get(name).getAsDouble();
    if (Double.isNaN(value)) {
      assertThat(found).as(name).isNaN();
    } else {
      assertThat(found).as(name).isCloseTo(value, within(1e-6 * Math.abs(value)));
    }
  }
}
