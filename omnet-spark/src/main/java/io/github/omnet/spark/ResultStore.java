package io.github.omnet.spark;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The output folder, which the driver and all executors share. Names are relative, with {@code /}
 * between folder and file.
 */
interface ResultStore extends Serializable {
  /** Two letters at least: one is a drive of Windows. */
  Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:.*");

  /** Writes one file. */
  @FunctionalInterface
  interface Content<T> {
    T writeTo(Path file) throws IOException;
  }

  /**
   * Opens a folder.
   *
   * @param location a path, or a URI such as {@code hdfs://host/folder} of any Hadoop file system
   */
  static ResultStore at(String location) {
    return SCHEME.matcher(location).matches()
        ? new HadoopStore(location)
        : new LocalStore(Path.of(location).toAbsolutePath().toString());
  }

  /** Where it is, for messages. */
  String location();

  /** Makes a folder, if it is not there. */
  void makeFolder(String folder) throws IOException;

  /** Deletes what writers that were killed have left behind in a folder. */
  void deleteRemains(String folder) throws IOException;

  /** The text of a file; empty if there is none. */
  Optional<String> read(String name) throws IOException;

  /** Writes a text that readers see whole or not at all, and that a power cut does not take. */
  void write(String name, String text) throws IOException;

  /** Writes a text as fast as can be; a reader may see a part of it. */
  void note(String name, String text) throws IOException;

  /** Names of the files in a folder, whose names begin in a certain way. */
  List<String> list(String folder, String prefix) throws IOException;

  boolean exists(String name) throws IOException;

  /** Deletes a file, if it is there. */
  void delete(String name) throws IOException;

  /**
   * Writes a file by way of a path on this machine, and moves it into place: atomically where the
   * store can.
   */
  <T> T file(String name, Content<T> content) throws IOException;
}
