package io.github.omnet.examples.kill;

import io.github.omnet.models.monitor.MetricsTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/** {@code train} into the folder of a finished training, or into none. */
final class Training implements Scenario {
  private final Program program;
  private final List<Object> command;
  private final Path folder;
  private final Path before;
  private final String oldModel;
  private final String newModel;

  Training(Program program, List<Object> old, List<Object> command, Path folder)
      throws IOException, InterruptedException {
    this.program = program;
    this.command = command;
    this.folder = folder;
    this.before = folder.resolveSibling(folder.getFileName() + "-before");
    program.run(command);
    this.newModel = Contents.model(folder);
    Trees.delete(folder);
    program.run(old);
    this.oldModel = Contents.model(folder);
    Trees.copy(folder, before);
    if (oldModel.equals(newModel)) {
      throw new IllegalStateException("train: the old and the new model are the same");
    }
  }

  @Override
  public String name() {
    return "train";
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
      Trees.copy(before, folder);
    }
  }

  @Override
  public String state() throws IOException {
    Path metrics = folder.resolve("metrics.csv");
    if (Files.exists(metrics) && Files.size(metrics) > 0) {
      MetricsTable.read(metrics);
    }
    if (!Files.exists(folder.resolve("model.json"))) {
      return "none";
    }
    String found;
    try {
      found = Contents.model(folder);
    } catch (IOException e) {
      throw new HalfDoneException("train: " + folder + " holds no whole model", e);
    }
    if (!found.equals(oldModel) && !found.equals(newModel)) {
      throw new HalfDoneException("train: " + folder + " holds neither the old nor the new model");
    }
    return found.equals(oldModel) ? "old" : "new";
  }

  @Override
  public void complete() throws IOException, InterruptedException {
    int exitCode = program.exitCode(List.of("train", "--resume", folder));
    if (exitCode != 0 || !state().equals("new")) {
      // It was killed before its first checkpoint: there is nothing to go on from.
      String said = Files.readString(program.output());
      if (exitCode != 0 && !said.contains("no checkpoint") && !said.contains("no such file")) {
        throw new HalfDoneException("train --resume " + folder + ": " + said);
      }
      program.run(command);
    }
    if (!state().equals("new")) {
      throw new HalfDoneException("train: resumed, it ends with another model");
    }
  }
}
