package io.github.omnet.models.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.omnet.core.OmnetException;
import io.github.omnet.models.TestModels;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Weights of 8 bits; those of 16 are in {@link HalfFloatTest}. */
class WeightFormatTest {
  private static final String WHERE = "weights.safetensors";

  @TempDir private Path folder;

  private static Map<String, SafeTensors.Tensor> tensors() {
    Map<String, SafeTensors.Tensor> tensors = new LinkedHashMap<>();
    tensors.put("bias", new SafeTensors.Tensor(List.of(3L), new float[] {0.1f, 0.2f, 0.3f}));
    tensors.put(
        "kernel",
        new SafeTensors.Tensor(
            List.of(3L, 1L, 3L), new float[] {1.27f, -0.314f, 0.005f, 0, 0, 0, -254, 126, 1.01f}));
    return tensors;
  }

  @Test
  void eachOutputChannelHasAScaleOfItsOwn() throws ModelPackageException {
    byte[] file = SafeTensors.encode(tensors(), WeightFormat.INT8);
    String header = header(file);
    assertThat(header)
        .contains("\"kernel:scale\":{\"dtype\":\"F32\",\"shape\":[3]")
        .contains("\"kernel\":{\"dtype\":\"I8\",\"shape\":[3,1,3],\"data_offsets\":[24,33]}");
    Map<String, SafeTensors.Tensor> read = SafeTensors.decode(file, WHERE);
    assertThat(read).containsOnlyKeys("bias", "kernel");
    assertThat(read.get("bias").values()).containsExactly(0.1f, 0.2f, 0.3f);
    assertThat(read.get("kernel").shape()).containsExactly(3L, 1L, 3L);
    assertThat(read.get("kernel").values())
        .containsExactly(new float[] {1.27f, -0.31f, 0.01f, 0, 0, 0, -254, 126, 2}, offset());
  }

  private static Offset<Float> offset() {
    return Offset.offset(1e-6f);
  }

  private static String header(byte[] file) {
    int length = (int) ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getLong();
    return new String(file, 8, length, StandardCharsets.UTF_8);
  }

  @Test
  void aPackageOfBytesIsAQuarterAsLargeAndOffByHalfAStepAtMost() throws Exception {
    ModelPackage whole = TestModels.random(8, 3);
    ModelPackage small = whole.storedAs(WeightFormat.INT8);
    ModelWriter.toZip(whole, folder.resolve("whole.zip"));
    ModelWriter.toZip(small, folder.resolve("small.zip"));
    assertThat(Files.size(folder.resolve("small.zip")))
        .isLessThan(Files.size(folder.resolve("whole.zip")) * 4 / 10);
    ModelPackage read = ModelPackage.open(folder.resolve("small.zip"));
    assertThat(read.fingerprint()).isEqualTo(small.fingerprint());
    Map<String, SafeTensors.Tensor> rounded = read.weights(0);
    whole.weights(0).forEach((name, tensor) -> assertIsNear(rounded.get(name).values(), tensor));
    // What is stored once is stored again without a further loss, to the last bit of a float.
    Map<String, SafeTensors.Tensor> again = read.storedAs(WeightFormat.INT8).weights(0);
    rounded.forEach(
        (name, tensor) ->
            assertThat(again.get(name).values()).containsExactly(tensor.values(), offset()));
    Map<String, SafeTensors.Tensor> back = read.storedAs(WeightFormat.FLOAT32).weights(0);
    rounded.forEach(
        (name, tensor) -> assertThat(back.get(name).values()).containsExactly(tensor.values()));
  }

  private static void assertIsNear(float[] rounded, SafeTensors.Tensor tensor) {
    float[] values = tensor.values();
    if (tensor.shape().size() == 1) {
      assertThat(rounded).containsExactly(values);
      return;
    }
    int slice = values.length / tensor.shape().get(0).intValue();
    for (int first = 0; first < values.length; first += slice) {
      float largest = 0;
      for (int n = first; n < first + slice; n++) {
        largest = Math.max(largest, Math.abs(values[n]));
      }
      for (int n = first; n < first + slice; n++) {
        assertThat(Math.abs(rounded[n] - values[n])).isLessThan(largest / 127 * 0.501f);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":{\"dtype\":\"I8\",\"shape\":[2,2],\"data_offsets\":[0,4]}}",
        "{\"a\":{\"dtype\":\"I8\",\"shape\":[2,2],\"data_offsets\":[0,4]},"
            + "\"a:scale\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}",
        "{\"a\":{\"dtype\":\"I8\",\"shape\":[2,2],\"data_offsets\":[0,4]},"
            + "\"a:scale\":{\"dtype\":\"F16\",\"shape\":[2],\"data_offsets\":[4,8]}}",
        "{\"a\":{\"dtype\":\"I8\",\"shape\":[],\"data_offsets\":[0,1]},"
            + "\"a:scale\":{\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":[1,5]}}",
        "{\"a\":{\"dtype\":\"I8\",\"shape\":[2,2],\"data_offsets\":[0,8]}}",
        "{\"a\":{\"dtype\":\"I16\",\"shape\":[2],\"data_offsets\":[0,4]}}"
      })
  void bytesWithoutTheirScalesAreRefused(String header) {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    int size = header.contains("[1,5]") ? 5 : header.contains(",8]") ? 8 : 4;
    byte[] file =
        ByteBuffer.allocate(8 + json.length + size)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(json.length)
            .put(json)
            .array();
    assertThatThrownBy(() -> SafeTensors.decode(file, WHERE))
        .isInstanceOf(ModelPackageException.class)
        .hasMessageContaining(WHERE)
        .hasMessageContaining("array of ");
  }

  @Test
  void aScaleThatIsNoNumberIsRefusedWithItsWeights() throws Exception {
    byte[] file = SafeTensors.encode(tensors(), WeightFormat.INT8);
    int scales = file.length - 33 + 12;
    ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putFloat(scales, Float.NaN);
    Map<String, SafeTensors.Tensor> read = SafeTensors.decode(file, WHERE);
    assertThatThrownBy(() -> WeightCheck.check(read, WHERE))
        .isInstanceOf(ModelPackageException.class)
        .hasMessageContaining("kernel holds NaN at index 0");
  }

  @Test
  void numbersThatDoNotFitIntoMemoryAreRefused() {
    JsonObject header =
        JsonParser.parseString(
                "{\"a\":{\"dtype\":\"I8\",\"shape\":[1000],\"data_offsets\":[0,1000]}}")
            .getAsJsonObject();
    assertThatCode(() -> SafeTensors.requireMemory(header, WHERE, 4000)).doesNotThrowAnyException();
    assertThatThrownBy(() -> SafeTensors.requireMemory(header, WHERE, 3999))
        .isInstanceOf(ModelPackageException.class)
        .hasMessageContaining("take 4000 bytes of memory, and Java has 3999")
        .hasMessageContaining("java -Xmx8g");
  }

  @Test
  void aParameterThatIsNamedLikeScalesIsNotLost() {
    Map<String, SafeTensors.Tensor> tensors = tensors();
    tensors.put("kernel:scale", new SafeTensors.Tensor(List.of(1L), new float[] {1}));
    assertThatThrownBy(() -> SafeTensors.encode(tensors, WeightFormat.INT8))
        .isInstanceOf(OmnetException.class)
        .hasMessageContaining("kernel:scale")
        .hasMessageContaining("store the weights as float16");
  }

  @Test
  void theSmallestNumbersKeepTheirSign() throws ModelPackageException {
    float[] tiny = {190 * Float.MIN_VALUE, -190 * Float.MIN_VALUE};
    Map<String, SafeTensors.Tensor> tensors =
        Map.of("kernel", new SafeTensors.Tensor(List.of(1L, 2L), tiny));
    float[] read =
        SafeTensors.decode(SafeTensors.encode(tensors, WeightFormat.INT8), WHERE)
            .get("kernel")
            .values();
    assertThat(read[0]).isPositive();
    assertThat(read[1]).isNegative();
  }
}
