package io.github.omnet.models.packaging;

import com.google.common.hash.Hashing;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Hashes by which packages and their files are told apart. */
final class Fingerprints {
  private Fingerprints() {}

  /** Size and hash of each file, in the order of the map. */
  static List<ModelManifest.FileEntry> entries(Map<String, byte[]> files) {
    List<ModelManifest.FileEntry> entries = new ArrayList<>();
    files.forEach(
        (name, bytes) ->
            entries.add(new ModelManifest.FileEntry(name, bytes.length, sha256(bytes))));
    return entries;
  }

  /** The first 16 hexadecimal digits of the SHA-256 over the hashes of all weights. */
  static String ofWeights(ModelManifest manifest) {
    StringBuilder hashes = new StringBuilder();
    for (ModelManifest.FileEntry entry : manifest.files()) {
      if (entry.name().startsWith("weights")) {
        hashes.append(entry.sha256());
      }
    }
    manifest.coarse().map(Fingerprints::ofWeights).ifPresent(hashes::append);
    return sha256(hashes.toString().getBytes(StandardCharsets.UTF_8)).substring(0, 16);
  }

  /** The SHA-256 of the manifest with its fields sorted by name. */
  static String ofManifest(ModelManifest manifest) {
    String sorted = sorted(JsonParser.parseString(ManifestJson.write(manifest))).toString();
    return sha256(sorted.getBytes(StandardCharsets.UTF_8));
  }

  /** Maps of a manifest are in another order in each process. */
  private static JsonElement sorted(JsonElement json) {
    if (json.isJsonArray()) {
      JsonArray array = new JsonArray();
      json.getAsJsonArray().forEach(element -> array.add(sorted(element)));
      return array;
    }
    if (!json.isJsonObject()) {
      return json;
    }
    JsonObject object = new JsonObject();
    new TreeMap<>(json.getAsJsonObject().asMap())
        .forEach((name, value) -> object.add(name, sorted(value)));
    return object;
  }

  static String sha256(byte[] bytes) {
    return Objects.requireNonNull(Hashing.sha256().hashBytes(bytes).toString());
  }
}
