package io.github.omnet.spark;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkEnv;
import scala.Tuple2;

/**
 * A folder of any Hadoop file system, such as {@code hdfs:} or {@code s3a:}. A result is copied
 * under a random name and renamed. Object stores rename by copying, so that only the marker, which
 * is written last, says that a result is whole.
 *
 * @param location the URI
 */
record HadoopStore(String location) implements ResultStore {
  private static final String ENDING = ".tmp";
  private static final String SETTINGS = "spark.hadoop.";

  /** Hadoop keeps one file system for each scheme and host. */
  private FileSystem system() throws IOException {
    Configuration configuration = new Configuration();
    SparkEnv spark = SparkEnv.get();
    if (spark != null) {
      for (Tuple2<String, String> setting : spark.conf().getAll()) {
        if (setting._1().startsWith(SETTINGS)) {
          configuration.set(setting._1().substring(SETTINGS.length()), setting._2());
        }
      }
    }
    return new Path(location).getFileSystem(configuration);
  }

  private Path path(String name) {
    return name.isEmpty() ? new Path(location) : new Path(location + "/" + name);
  }

  @Override
  public void makeFolder(String folder) throws IOException {
    system().mkdirs(path(folder));
  }

  @Override
  public void deleteRemains(String folder) throws IOException {
    for (String name : list(folder, ".")) {
      if (name.endsWith(ENDING)) {
        delete(folder.isEmpty() ? name : folder + "/" + name);
      }
    }
  }

  @Override
  public Optional<String> read(String name) throws IOException {
    try (FSDataInputStream in = system().open(path(name))) {
      return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
  }

  @Override
  public void write(String name, String text) throws IOException {
    Path temporary = temporary(path(name));
    try (FSDataOutputStream out = system().create(temporary, true)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
      out.hsync();
    }
    move(temporary, path(name));
  }

  @Override
  public void note(String name, String text) throws IOException {
    try (FSDataOutputStream out = system().create(path(name), true)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  @Override
  public List<String> list(String folder, String prefix) throws IOException {
    List<String> names = new ArrayList<>();
    for (FileStatus status : system().listStatus(path(folder))) {
      if (status.getPath().getName().startsWith(prefix)) {
        names.add(status.getPath().getName());
      }
    }
    return names;
  }

  @Override
  public boolean exists(String name) throws IOException {
    return system().exists(path(name));
  }

  @Override
  public void delete(String name) throws IOException {
    system().delete(path(name), false);
  }

  @Override
  public <T> T file(String name, Content<T> content) throws IOException {
    java.nio.file.Path folder = Files.createTempDirectory("omnet-spark");
    java.nio.file.Path here = folder.resolve(path(name).getName());
    try {
      T made = content.writeTo(here);
      Path temporary = temporary(path(name));
      system().copyFromLocalFile(false, true, new Path(here.toUri()), temporary);
      move(temporary, path(name));
      return made;
    } finally {
      Files.deleteIfExists(here);
      Files.deleteIfExists(folder);
    }
  }

  private static Path temporary(Path target) {
    return new Path(target.getParent(), "." + target.getName() + "." + UUID.randomUUID() + ENDING);
  }

  /** Hadoop's rename does not replace. */
  private void move(Path temporary, Path target) throws IOException {
    if (system().rename(temporary, target)) {
      return;
    }
    system().delete(target, false);
    if (!system().rename(temporary, target)) {
      system().delete(temporary, false);
      throw new IOException(target + ": cannot be written; check the rights of its folder");
    }
  }
}
