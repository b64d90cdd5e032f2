package io.github.omnet.models.packaging;

import io.github.omnet.models.internal.PackageLimits;
import io.github.omnet.models.internal.StrictJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Opens packages: nothing is believed that was not checked, and nothing is executed. */
final class PackageReader {
  private static final String REMEDY = "fetch or train the model again";

  private PackageReader() {}

  /** Reads the manifest and all files that it lists, and checks each of them. */
  static ModelPackage open(Path where, ModelParts parts) throws IOException {
    try (PackageFiles source = PackageFiles.open(where)) {
      ModelManifest manifest = manifest(source, parts);
      requireMemory(manifest, where.toString(), Runtime.getRuntime().maxMemory());
      Optional<ModelPackage> coarse = Optional.empty();
      if (manifest.coarse().isPresent()) {
        coarse =
            Optional.of(
                level(
                    source,
                    manifest.coarse().get(),
                    where + ", coarse level",
                    ModelPackage.COARSE,
                    parts,
                    Optional.empty()));
      }
      return level(source, manifest, where.toString(), "", parts, coarse);
    }
  }

  private static ModelPackage level(
      PackageFiles source,
      ModelManifest manifest,
      String where,
      String prefix,
      ModelParts parts,
      Optional<ModelPackage> coarse)
      throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (ModelManifest.FileEntry entry : manifest.files()) {
      files.put(entry.name(), checked(source, prefix + entry.name(), entry));
    }
    ModelPackage opened = new ModelPackage(where, manifest, files, parts.rules(), coarse);
    for (int n = 0; n < manifest.networks().size(); n++) {
      opened.weights(n);
    }
    return opened;
  }

  /** Refuses what could not even fit into an empty heap: all files, and the largest as floats. */
  static void requireMemory(ModelManifest manifest, String where, long heap)
      throws ModelPackageException {
    long all = 0;
    long largest = 0;
    List<ModelManifest.FileEntry> files = new ArrayList<>(manifest.files());
    manifest.coarse().ifPresent(coarse -> files.addAll(coarse.files()));
    for (ModelManifest.FileEntry entry : files) {
      all += entry.bytes();
      largest = Math.max(largest, entry.bytes());
    }
    if (all + largest > heap) {
      throw new ModelPackageException(
          where,
          "takes " + (all + largest) + " bytes of memory, and Java has " + heap,
          PackageFiles.MORE_MEMORY);
    }
  }

  private static ModelManifest manifest(PackageFiles source, ModelParts parts) throws IOException {
    byte[] json = source.read(ModelPackage.MANIFEST, PackageLimits.MAX_MANIFEST_BYTES);
    String at = source.describe(ModelPackage.MANIFEST);
    try {
      ModelManifest manifest =
          ManifestJson.read(StrictJson.check(new String(json, StandardCharsets.UTF_8)), at, parts);
      ManifestCheck.check(manifest, parts.rules());
      return manifest;
    } catch (RuntimeException e) {
      // Gson wraps what the records' constructors refuse in exceptions of several kinds.
      Throwable cause = e.getCause() == null ? e : e.getCause();
      String found =
          cause instanceof NullPointerException
              ? "a field is missing"
              : String.valueOf(cause.getMessage());
      throw new ModelPackageException(at, found, REMEDY, e);
    }
  }

  private static byte[] checked(PackageFiles source, String name, ModelManifest.FileEntry entry)
      throws IOException {
    String at = source.describe(name);
    if (entry.bytes() < 0 || entry.bytes() > PackageLimits.MAX_WEIGHTS_BYTES) {
      throw new ModelPackageException(at, "claims " + entry.bytes() + " bytes", REMEDY);
    }
    byte[] bytes = source.read(name, entry.bytes());
    if (bytes.length != entry.bytes()) {
      throw new ModelPackageException(
          at, "only " + bytes.length + " of " + entry.bytes() + " bytes", REMEDY);
    }
    if (!Fingerprints.sha256(bytes).equals(entry.sha256())) {
      throw new ModelPackageException(
          at, "SHA-256 is not the one in " + ModelPackage.MANIFEST, REMEDY);
    }
    return bytes;
  }
}
