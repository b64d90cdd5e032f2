package io.github.omnet.examples.kill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** {@code cross-validate} with two folds. */
final class CrossValidation implements Scenario {
  private static final String TABLE = "evaluation.csv";

  private final Program program;
  private final List<Object> command;
  private final Path folder;
  private final Map<String, String> models;
  private final String table;

  CrossValidation(Program program, List<Object> command, Path folder)
      throws IOException, InterruptedException {
    this.program = program;
    this.command = command;
    this.folder = folder;
    program.run(command);
    this.models = models();
    this.table = Contents.bytes(folder.resolve(TABLE));
  }

  @Override
  public String name() {
    return "cross-validate";
  }

  @Override
  public List<Object> command() {
    return command;
  }

  @Override
  public Path folder() {
    return folder;
  }

  /** Goes on with what the last kill has left, at times. */
  @Override
  public void reset(Random random) throws IOException {
    if (Files.exists(folder.resolve(TABLE)) || random.nextInt(3) == 0) {
      Trees.delete(folder);
    }
  }

  private Map<String, String> models() throws IOException {
    Map<String, String> found = new TreeMap<>();
    for (String fold : List.of("fold-1", "fold-2")) {
      if (Files.exists(folder.resolve(fold).resolve("model.json"))) {
        found.put(fold, Contents.model(folder.resolve(fold)));
      }
    }
    return found;
  }

  @Override
  public String state() throws IOException {
    Map<String, String> found = models();
    if (!models.entrySet().containsAll(found.entrySet())) {
      throw new HalfDoneException("cross-validate: models " + found + ", expected " + models);
    }
    for (String fold : List.of("fold-1", "fold-2")) {
      CohortResults.requireWholeRecord(folder.resolve("segmentations").resolve(fold));
    }
    Path scores = folder.resolve(TABLE);
    if (Files.exists(scores) && !Contents.bytes(scores).equals(table)) {
      throw new HalfDoneException("cross-validate: " + scores + " holds other scores");
    }
    return Files.exists(scores) ? "new" : found.isEmpty() ? "none" : "some";
  }

  @Override
  public void complete() throws IOException, InterruptedException {
    program.run(command);
    if (!state().equals("new")) {
      throw new HalfDoneException("cross-validate: run again, it does not come to its end");
    }
  }
}
