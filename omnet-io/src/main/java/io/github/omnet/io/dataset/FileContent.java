package io.github.omnet.io.dataset;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Names the content of a subject's files. */
final class FileContent {
  private FileContent() {}

  /** A SHA-256 of all bytes; empty if a file is only the header of another. */
  static Optional<String> key(SubjectFiles files) throws IOException {
    Hasher hasher = Hashing.sha256().newHasher();
    for (Map.Entry<?, Path> image : files.images().entrySet()) {
      if (isHeader(image.getValue())) {
        return Optional.empty();
      }
      put(image.getKey().toString(), image.getValue(), hasher);
    }
    if (files.truth().isPresent()) {
      if (isHeader(files.truth().get())) {
        return Optional.empty();
      }
      put("truth " + files.encoding(), files.truth().get(), hasher);
    }
    return Optional.of(hasher.hash().toString());
  }

  /** The voxels lie in a second file, which the header names; of NRRD, they may. */
  private static boolean isHeader(Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    return name.endsWith(".hdr")
        || name.endsWith(".hdr.gz")
        || name.endsWith(".img")
        || name.endsWith(".img.gz")
        || name.endsWith(".mhd")
        || name.endsWith(".nhdr")
        || name.endsWith(".nrrd");
  }

  private static void put(String what, Path file, Hasher hasher) throws IOException {
    hasher.putString(what, StandardCharsets.UTF_8);
    hasher.putBytes(MoreFiles.asByteSource(file).hash(Hashing.sha256()).asBytes());
  }
}
