package io.github.omnet.examples.kill;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Folders with all that is in them. */
final class Trees {
  private Trees() {}

  static void delete(Path root) throws IOException {
    for (Path path : list(root, Comparator.reverseOrder())) {
      Files.delete(path);
    }
  }

  /** Makes {@code target} a copy of {@code source}, whatever it was. */
  static void copy(Path source, Path target) throws IOException {
    delete(target);
    for (Path path : list(source, Comparator.naturalOrder())) {
      Files.copy(path, target.resolve(source.relativize(path).toString()));
    }
  }

  /** Number of temporary files and folders: the kill came while they were being written. */
  static long remains(Path root) throws IOException {
    return list(root, Comparator.naturalOrder()).stream().filter(Trees::isTemporary).count();
  }

  private static boolean isTemporary(Path path) {
    String name = path.getFileName().toString();
    return name.startsWith(".") && name.endsWith(".tmp");
  }

  /** A text that changes when a file appears, vanishes or grows. */
  static String signature(Path root) {
    StringBuilder text = new StringBuilder();
    try {
      for (Path path : list(root, Comparator.naturalOrder())) {
        text.append(path).append(' ').append(Files.size(path)).append('\n');
      }
    } catch (UncheckedIOException | IOException e) {
      // Something vanished meanwhile, which is a change too.
      text.append(e);
    }
    return text.toString();
  }

  private static List<Path> list(Path root, Comparator<Path> order) throws IOException {
    try (Stream<Path> tree = Files.walk(root)) {
      return tree.sorted(order).toList();
    } catch (NoSuchFileException e) {
      return List.of();
    }
  }
}
