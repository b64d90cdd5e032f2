package io.github.omnet.io.internal;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;

/** The files in a folder of users' data and in the folders within it. */
public final class FilesBelow {
  private FilesBelow() {}

  /**
   * Finds regular files. Links to folders and files are followed; a link that leads into itself, or
   * to nothing, adds no file.
   *
   * @param root the folder
   * @param depth how many levels of folders are looked at, 1 for the folder itself
   * @return paths that begin with the root, sorted
   * @throws IOException if a folder cannot be listed
   */
  public static List<Path> find(Path root, int depth) throws IOException {
    List<Path> files = new ArrayList<>();
    Files.walkFileTree(
        root,
        EnumSet.of(FileVisitOption.FOLLOW_LINKS),
        depth,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile()) {
              files.add(file);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            // What the link leads into is found elsewhere.
            if (e instanceof FileSystemLoopException) {
              return FileVisitResult.CONTINUE;
            }
            throw e;
          }
        });
    Collections.sort(files);
    return files;
  }
}
