package io.github.omnet.examples.command;

import java.nio.file.Path;

/** Paths as they stand in files that people hand on: relative to the folder of the file. */
final class RelativePath {
  private RelativePath() {}

  /**
   * Describes a path from a folder, with {@code /} between names.
   *
   * @return relative where that is possible; on another drive of Windows, the whole path
   */
  static String from(Path folder, Path path) {
    Path here = folder.toAbsolutePath().normalize();
    Path there = path.toAbsolutePath().normalize();
    try {
      String relative = here.relativize(there).toString().replace('\\', '/');
      return relative.isEmpty() ? "." : relative;
    } catch (IllegalArgumentException e) {
      return there.toString();
    }
  }

  /** The path that {@link #from} described. */
  static Path resolve(Path folder, String described) {
    return folder.resolve(described).normalize();
  }
}
