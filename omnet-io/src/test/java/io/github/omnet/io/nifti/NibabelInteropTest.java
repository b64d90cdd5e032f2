package io.github.omnet.io.nifti;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.core.volume.Volume;
import io.github.omnet.io.TestImages;
import io.github.omnet.io.image.DataType;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** nibabel reads what we write: type, affine, values; each type, byte order and version. */
class NibabelInteropTest {
  private static final String PYTHON = "/usr/bin/python3";
  private static final String DESCRIBE =
      """
      import json, sys
      import numpy as np
      import nibabel as nib
      for name in sys.argv[1:]:
          image = nib.load(name)
          header = image.header
          print(json.dumps({
              'name': name,
              'dtype': header.get_data_dtype().newbyteorder('=').name,
              'endian': header.endianness,
              'affine': image.affine.ravel().tolist(),
              'qform': header.get_qform().ravel().tolist(),
              'codes': [int(header['qform_code']), int(header['sform_code'])],
              'shape': list(image.shape),
              'units': header.get_xyzt_units()[0],
              'class': type(image).__name__,
              'extensions': len(header.extensions),
              'descrip': header['descrip'].tobytes().rstrip(b'\\0').decode(),
              'data': image.get_fdata().ravel(order='F').tolist()}))
      """;

  private static final Volume VOLUME =
      TestImages.volume(
          new Shape(4, 3, 2),
          io.github.omnet.core.volume.Affine.ofRowMajor(
              -2, 0, 0, 117.875, 0, 2, -3, -35.75, 0, 1.5, 4, 7),
          1);

  @TempDir Path folder;

  @BeforeAll
  static void needsNibabel() throws Exception {
    boolean there = Files.isExecutable(Path.of(PYTHON));
    if (there) {
      Process process = new ProcessBuilder(PYTHON, "-c", "import nibabel").start();
      there = process.waitFor(1, TimeUnit.MINUTES) && process.exitValue() == 0;
    }
    assumeTrue(there, "skipped: no nibabel at " + PYTHON);
  }

  @Test
  void readsEveryTypeByteOrderAndVersion() throws Exception {
    Map<Path, DataType> files = new LinkedHashMap<>();
    for (DataType type : DataType.values()) {
      for (int variant = 0; type.isScalar() && variant < 4; variant++) {
        NiftiWriteOptions.Builder options =
            NiftiWriteOptions.builder()
                .dataType(type)
                .byteOrder((variant & 1) == 0 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        if (variant >= 2) {
          options.nifti2();
        }
        String suffix = variant % 3 == 0 ? ".nii.gz" : ".nii";
        Path file = folder.resolve(type + "-" + variant + suffix);
        Nifti.write(file, fitting(type), options.build());
        files.put(file, type);
      }
    }
    List<JsonObject> found = describe(List.copyOf(files.keySet()));
    assertThat(found).hasSize(40);
    for (JsonObject image : found) {
      String name = image.get("name").getAsString();
      DataType type = files.get(Path.of(name));
      assertThat(image.get("dtype").getAsString()).as(name).isEqualTo(String.valueOf(type));
      boolean big = name.contains("-1.") || name.contains("-3.");
      assertThat(image.get("endian").getAsString()).as(name).isEqualTo(big ? ">" : "<");
      boolean two = name.contains("-2.") || name.contains("-3.");
      assertThat(image.get("class").getAsString())
          .as(name)
          .isEqualTo(two ? "Nifti2Image" : "Nifti1Image");
      assertThat(numbers(image, "affine")).as(name).isEqualTo(VOLUME.grid().affine().toRowMajor());
      assertThat(numbers(image, "qform"))
          .as(name)
          .containsExactly(VOLUME.grid().affine().toRowMajor(), within(1e-5));
      assertThat(numbers(image, "codes")).as(name).containsExactly(2, 2);
      assertThat(numbers(image, "shape")).as(name).containsExactly(4, 3, 2);
      assertThat(image.get("units").getAsString()).as(name).isEqualTo("mm");
      assertThat(numbers(image, "data")).as(name).isEqualTo(doubles(fitting(type).data()));
    }
  }

  @Test
  void readsScaleTextExtensionsAndChannels() throws Exception {
    Path file = folder.resolve("scaled.nii.gz");
    NiftiWriteOptions options =
        NiftiWriteOptions.builder()
            .dataType(DataType.INT16)
            .scale(0.25, -3)
            .text(new NiftiHeader.Text("a note", "", "", ""))
            .extensions(List.of(new NiftiExtension(6, "hello".getBytes(StandardCharsets.US_ASCII))))
            .build();
    Nifti.writeChannels(file, List.of(VOLUME, VOLUME), options);
    JsonObject image = describe(List.of(file)).get(0);
    assertThat(numbers(image, "shape")).containsExactly(4, 3, 2, 2);
    assertThat(image.get("descrip").getAsString()).isEqualTo("a note");
    assertThat(image.get("extensions").getAsInt()).isEqualTo(1);
    double[] data = numbers(image, "data");
    assertThat(data).hasSize(48);
    assertThat(data[5]).isEqualTo(VOLUME.data()[5]);
    assertThat(data[24 + 5]).isEqualTo(VOLUME.data()[5]);
  }

  /** 0 to 250, less what a signed byte cannot hold. */
  private static Volume fitting(DataType type) {
    float[] values = VOLUME.copyOfData();
    for (int n = 0; n < values.length && type == DataType.INT8; n++) {
      values[n] -= 125;
    }
    return Volume.wrap(new Grid(VOLUME.shape(), VOLUME.grid().affine()), values);
  }

  private static double[] doubles(float[] values) {
    double[] doubles = new double[values.length];
    for (int n = 0; n < values.length; n++) {
      doubles[n] = values[n];
    }
    return doubles;
  }

  private static double[] numbers(JsonObject image, String key) {
    JsonArray array = image.getAsJsonArray(key);
    double[] numbers = new double[array.size()];
    for (int n = 0; n < numbers.length; n++) {
      numbers[n] = array.get(n).getAsDouble();
    }
    return numbers;
  }

  private static List<JsonObject> describe(List<Path> files) throws IOException {
    List<String> command = new java.util.ArrayList<>(List.of(PYTHON, "-c", DESCRIBE));
    files.forEach(file -> command.add(file.toString()));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return output.lines().map(line -> JsonParser.parseString(line).getAsJsonObject()).toList();
  }
}
