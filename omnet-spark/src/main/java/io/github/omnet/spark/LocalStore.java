package io.github.omnet.spark;

import io.github.omnet.core.internal.file.AtomicFolder;
import io.github.omnet.core.internal.file.WholeText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A folder on a path that all machines share. Temporary names are random, so that attempts of any
 * job never meet; files are forced to the disk and moved atomically.
 *
 * @param location the absolute path
 */
record LocalStore(String location) implements ResultStore {
  private Path path(String name) {
    return Path.of(location).resolve(name);
  }

  @Override
  public void makeFolder(String folder) throws IOException {
    Files.createDirectories(path(folder));
  }

  @Override
  public void deleteRemains(String folder) throws IOException {
    AtomicFolder.deleteRemains(path(folder));
  }

  @Override
  public Optional<String> read(String name) throws IOException {
    try {
      return Optional.of(Files.readString(path(name)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  @Override
  public void write(String name, String text) throws IOException {
    WholeText.write(path(name), text);
  }

  @Override
  public void note(String name, String text) throws IOException {
    Files.writeString(path(name), text);
  }

  @Override
  public List<String> list(String folder, String prefix) throws IOException {
    try (Stream<Path> entries = Files.list(path(folder))) {
      return entries
          .map(entry -> String.valueOf(entry.getFileName()))
          .filter(name -> name.startsWith(prefix))
          .toList();
    }
  }

  @Override
  public boolean exists(String name) {
    return Files.exists(path(name));
  }

  @Override
  public void delete(String name) throws IOException {
    Files.deleteIfExists(path(name));
  }

  @Override
  public <T> T file(String name, Content<T> content) throws IOException {
    return content.writeTo(path(name));
  }
}
