package io.github.omnet.core.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Keeps readers away from what is no plain file: opening a pipe waits for a writer that may never
 * come, and a device gives bytes without end.
 */
public final class RegularFile {
  private RegularFile() {}

  /**
   * Says what a path is, if it is not a regular file or a link to one.
   *
   * @param path anything
   * @return {@code a folder} or {@code a pipe, socket or device}; empty for a regular file and for
   *     what does not exist, which the opener names
   */
  public static Optional<String> obstacle(Path path) {
    if (Files.isRegularFile(path) || !Files.exists(path)) {
      return Optional.empty();
    }
    return Optional.of(Files.isDirectory(path) ? "a folder" : "a pipe, socket or device");
  }

  /**
   * Refuses what is no regular file.
   *
   * @param path anything; no matter if it does not exist
   * @return the same path
   * @throws IOException naming the path and what it is
   */
  public static Path require(Path path) throws IOException {
    Optional<String> obstacle = obstacle(path);
    if (obstacle.isPresent()) {
      throw new IOException(
          path
              + ": is "
              + obstacle.get()
              + ", expected a regular file; copy the data into a file and name that");
    }
    return path;
  }

  /**
   * Whether a file lies in a folder once all symbolic links are followed.
   *
   * @param folder an existing folder
   * @param file an existing file
   * @return false if a link leads elsewhere, into a subfolder too
   * @throws IOException if a link cannot be followed
   */
  public static boolean isIn(Path folder, Path file) throws IOException {
    return folder.toRealPath().equals(file.toRealPath().getParent());
  }
}
