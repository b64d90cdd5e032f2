package io.github.omnet.models.packaging;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.google.common.hash.Hashing;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.omnet.models.TestModels;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Assumptions;

/** Rebuilds the packages of the hostile test from a sound one, so that none has to be kept. */
final class HostilePackages {
  static final String WEIGHTS = "weights.safetensors";

  private HostilePackages() {}

  /** The files of a small sound package. */
  static Map<String, byte[]> sound() {
    return new LinkedHashMap<>(TestModels.random(2, 1).contents());
  }

  static String manifest(Map<String, byte[]> files) {
    return new String(files.get(ModelPackage.MANIFEST), StandardCharsets.UTF_8);
  }

  static Map<String, byte[]> withManifest(Map<String, byte[]> files, String json) {
    files.put(ModelPackage.MANIFEST, json.getBytes(StandardCharsets.UTF_8));
    return files;
  }

  /** A sound package but for a piece of its manifest. */
  static Map<String, byte[]> withManifest(String from, String to) {
    Map<String, byte[]> files = sound();
    String json = manifest(files);
    if (!json.contains(from)) {
      throw new IllegalArgumentException("the manifest has no " + from);
    }
    return withManifest(files, json.replace(from, to));
  }

  /** Other weights, with their size and hash in the manifest. */
  static Map<String, byte[]> withWeights(byte[] weights) {
    Map<String, byte[]> files = sound();
    byte[] old = files.put(WEIGHTS, weights);
    String json =
        manifest(files)
            .replace("\"bytes\": " + old.length, "\"bytes\": " + weights.length)
            .replace(hash(old), hash(weights));
    return withManifest(files, json);
  }

  /** Sound weights under another header. */
  static Map<String, byte[]> withHeader(String header) {
    byte[] old = sound().get(WEIGHTS);
    int start = 8 + headerLength(old);
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer file =
        ByteBuffer.allocate(8 + json.length + old.length - start).order(ByteOrder.LITTLE_ENDIAN);
    file.putLong(json.length).put(json).put(old, start, old.length - start);
    return withWeights(file.array());
  }

  static String header() {
    byte[] weights = sound().get(WEIGHTS);
    return new String(weights, 8, headerLength(weights), StandardCharsets.UTF_8);
  }

  private static int headerLength(byte[] weights) {
    return (int) ByteBuffer.wrap(weights).order(ByteOrder.LITTLE_ENDIAN).getLong();
  }

  private static String hash(byte[] bytes) {
    return Hashing.sha256().hashBytes(bytes).toString();
  }

  /** Weights with one number in the middle of a parameter. */
  static Map<String, SafeTensors.Tensor> spoilt(ModelPackage model, String parameter, float value)
      throws ModelPackageException {
    Map<String, SafeTensors.Tensor> weights = new LinkedHashMap<>(model.weights(0));
    float[] values = weights.get(parameter).values().clone();
    values[values.length / 2] = value;
    weights.put(parameter, new SafeTensors.Tensor(weights.get(parameter).shape(), values));
    return weights;
  }

  /** A package but for a change of its manifest. */
  static Map<String, byte[]> changed(ModelPackage model, Consumer<JsonObject> change) {
    Map<String, byte[]> files = new LinkedHashMap<>(model.contents());
    JsonObject json = JsonParser.parseString(manifest(files)).getAsJsonObject();
    change.accept(json);
    return withManifest(files, json.toString());
  }

  /** Checks that it is refused, soon, and why. */
  static void refused(Path where, String text) {
    assertTimeoutPreemptively(
        Duration.ofSeconds(30),
        () ->
            assertThatThrownBy(() -> ModelPackage.open(where))
                .isInstanceOf(ModelPackageException.class)
                .hasMessageContaining(text));
  }

  /** Checks the same of a folder and a zip with the files. */
  static void refused(Path temporary, Map<String, byte[]> files, String text) throws IOException {
    refused(folder(temporary.resolve("folder"), files), text);
    refused(Files.write(temporary.resolve("model.zip"), zip(files)), text);
  }

  static Path folder(Path folder, Map<String, byte[]> files) throws IOException {
    Files.createDirectories(folder);
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Files.write(folder.resolve(file.getKey()), file.getValue());
    }
    return folder;
  }

  static byte[] zip(Map<String, byte[]> files) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream entries = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        entries.putNextEntry(new ZipEntry(file.getKey()));
        entries.write(file.getValue());
        entries.closeEntry();
      }
    }
    return bytes.toByteArray();
  }

  /** Every occurrence of a text replaced by another of the same length, in a file of any kind. */
  static byte[] replaced(byte[] bytes, String from, String to) {
    return new String(bytes, StandardCharsets.ISO_8859_1)
        .replace(from, to)
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  /** A named pipe that nobody writes to; the test is skipped where there are none. */
  static Path pipe(Path file) throws IOException {
    try {
      Process made = new ProcessBuilder("mkfifo", file.toString()).start();
      Assumptions.assumeTrue(made.waitFor(10, TimeUnit.SECONDS) && made.exitValue() == 0);
    } catch (IOException e) {
      Assumptions.abort("no mkfifo here");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
    return file;
  }
}
