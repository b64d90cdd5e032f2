package io.github.omnet.models.packaging;

import io.github.omnet.core.internal.file.AtomicFile;
import io.github.omnet.core.internal.file.AtomicFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The folder of a package, whose files change together. A package that takes the place of another
 * is first written as a whole to a folder within, which readers prefer while it is there; then its
 * files are copied over the old ones, and the inner folder goes. Whenever the program is killed,
 * one of the two packages is there and whole.
 */
final class PackageFolder {
  private static final String NEXT = ".next-model";

  private PackageFolder() {}

  /** Where the files of the package in a folder are to be read. */
  static Path current(Path folder) {
    Path next = folder.resolve(NEXT);
    return isInner(next) ? next : folder;
  }

  /** A link is none: it could lead out of the package. */
  private static boolean isInner(Path next) {
    return Files.isDirectory(next, LinkOption.NOFOLLOW_LINKS);
  }

  /** Writes the files of a package, the manifest last. */
  static void write(Path folder, Map<String, byte[]> contents) throws IOException {
    Files.createDirectories(folder);
    finishInterrupted(folder);
    if (Files.exists(folder.resolve(ModelPackage.MANIFEST))) {
      AtomicFolder.write(folder.resolve(NEXT), next -> writeAll(next, contents));
      finishInterrupted(folder);
    } else {
      writeAll(folder, contents);
    }
  }

  private static void writeAll(Path folder, Map<String, byte[]> contents) throws IOException {
    for (Map.Entry<String, byte[]> file : contents.entrySet()) {
      AtomicFile.write(folder.resolve(file.getKey()), out -> out.write(file.getValue()));
    }
  }

  /** Puts the files of the inner folder in their place, if there is one. */
  private static void finishInterrupted(Path folder) throws IOException {
    Path next = folder.resolve(NEXT);
    if (!isInner(next)) {
      return;
    }
    List<Path> files;
    try (Stream<Path> entries = Files.list(next)) {
      files = entries.toList();
    }
    for (Path file : files) {
      AtomicFile.write(folder.resolve(file.getFileName()), out -> Files.copy(file, out));
    }
    AtomicFolder.delete(next);
  }
}
