package io.github.omnet.io.nifti;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Which files make up an image: by name first, by the header's magic in the end.
 *
 * @param header the file with the header
 * @param data the file with the voxels
 * @param isPair whether the name says that the two differ
 */
record NiftiFiles(Path header, Path data, boolean isPair) {
  /** From the name of either file of a pair, or of a single file. */
  static NiftiFiles of(Path path) {
    String name = name(path).toLowerCase(Locale.ROOT);
    String gz = name.endsWith(".gz") ? name(path).substring(name.length() - 3) : "";
    String bare = name.substring(0, name.length() - gz.length());
    if (bare.endsWith(".hdr")) {
      return new NiftiFiles(path, sibling(path, gz, ".hdr", ".img"), true);
    }
    if (bare.endsWith(".img")) {
      return new NiftiFiles(sibling(path, gz, ".img", ".hdr"), path, true);
    }
    return new NiftiFiles(path, path, false);
  }

  /** The same, once the magic says that one file holds all. */
  NiftiFiles single() {
    return new NiftiFiles(header, header, false);
  }

  /** The same, once the magic says that the voxels are in another file. */
  NiftiFiles pair() {
    return new NiftiFiles(header, data, true);
  }

  /**
   * The other file of a pair: the same name with the other extension, in the same letter case and
   * compressed like this one if that exists, else in any case and compressed or not.
   */
  private static Path sibling(Path path, String gz, String from, String to) {
    String name = name(path);
    String stem = name.substring(0, name.length() - gz.length() - from.length());
    String extension = name.substring(stem.length(), stem.length() + from.length());
    boolean upper = extension.equals(extension.toUpperCase(Locale.ROOT));
    String other = upper ? to.toUpperCase(Locale.ROOT) : to;
    String otherCase = upper ? to : to.toUpperCase(Locale.ROOT);
    List<String> gzips = gz.isEmpty() ? List.of("", ".gz", ".GZ") : List.of(gz, "", ".gz", ".GZ");
    for (String ending : List.of(other, otherCase)) {
      for (String gzip : gzips) {
        Path found = path.resolveSibling(stem + ending + gzip);
        if (Files.exists(found)) {
          return found;
        }
      }
    }
    return path.resolveSibling(stem + other + gz);
  }

  private static String name(Path path) {
    Path name = path.getFileName();
    return name == null ? "" : name.toString();
  }
}
