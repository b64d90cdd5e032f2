package io.github.omnet.examples.kill;

import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;

/** {@code segment --data}: a segmentation for each subject, a record and a table. */
final class CohortResults implements Scenario {
  private static final String ENDING = ".nii.gz";

  private final Program program;
  private final List<Object> command;
  private final Path folder;
  private final Path whole;
  private final Map<String, String> expected;

  CohortResults(Program program, List<Object> segment, Path folder)
      throws IOException, InterruptedException {
    this.program = program;
    this.folder = folder;
    this.command = segment;
    program.run(command);
    this.expected = segmentations(folder);
    this.whole = folder.resolveSibling(folder.getFileName() + "-whole");
    Trees.copy(folder, whole);
  }

  @Override
  public String name() {
    return "segment --data";
  }

  @Override
  public List<Object> command() {
    return command;
  }

  @Override
  public Path folder() {
    return folder;
  }

  @Override
  public void reset(Random random) throws IOException {
    Trees.delete(folder);
    if (random.nextBoolean()) {
      Trees.copy(whole, folder);
      Files.delete(folder.resolve(expected.keySet().iterator().next()));
    }
  }

  @Override
  public String state() throws IOException {
    requireWholeRecord(folder);
    Map<String, String> found = segmentations(folder);
    requirePartOf(found, expected);
    return found.isEmpty() ? "none" : found.size() == expected.size() ? "new" : "some";
  }

  @Override
  public void complete() throws IOException, InterruptedException {
    program.run(command);
    if (!state().equals("new") || Files.exists(folder.resolve(".claims"))) {
      throw new HalfDoneException(name() + ": run again, it does not come to its end");
    }
  }

  /** Bytes of each segmentation in a folder, by file name; empty if there is no folder. */
  static Map<String, String> segmentations(Path folder) throws IOException {
    Map<String, String> found = new TreeMap<>();
    if (!Files.isDirectory(folder)) {
      return found;
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        if (name.endsWith(ENDING)) {
          found.put(name, Contents.bytes(file));
        }
      }
    }
    return found;
  }

  static void requirePartOf(Map<String, String> found, Map<String, String> expected) {
    if (!expected.entrySet().containsAll(found.entrySet())) {
      throw new HalfDoneException("segmentations " + found + ", expected among " + expected);
    }
  }

  /** The record is JSON to its last brace, and each row of the table has all columns. */
  static void requireWholeRecord(Path folder) throws IOException {
    Path record = folder.resolve("cohort.json");
    if (Files.exists(record)) {
      boolean whole;
      try {
        whole = JsonParser.parseString(Files.readString(record)).isJsonObject();
      } catch (JsonParseException e) {
        throw new HalfDoneException(record + " is no JSON", e);
      }
      if (!whole) {
        throw new HalfDoneException(record + " is no JSON object");
      }
    }
    Path table = folder.resolve("cohort.csv");
    if (Files.exists(table)) {
      requireWholeTable(table);
    }
  }

  /** For tables without quoted commas. */
  static void requireWholeTable(Path table) throws IOException {
    String text = Files.readString(table);
    long columns = text.lines().mapToLong(CohortResults::commas).max().orElse(0);
    if (!text.endsWith("\n") || text.lines().anyMatch(line -> commas(line) != columns)) {
      throw new HalfDoneException(table + " is not whole:\n" + text);
    }
  }

  private static long commas(String line) {
    return line.chars().filter(c -> c == ',').count();
  }
}
