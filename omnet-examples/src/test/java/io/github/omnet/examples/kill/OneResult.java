package io.github.omnet.examples.kill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/** A command with one result, which is a file or a header with its data. */
final class OneResult implements Scenario {
  private final Program program;
  private final String name;
  private final List<Object> command;
  private final Path result;
  private final Content content;
  private final Path before;
  private final String oldContent;
  private final String newContent;

  /** Names what a file holds. */
  @FunctionalInterface
  interface Content {
    /** Returns the same text for the same content, and fails if it cannot be read. */
    String of(Path file) throws IOException;
  }

  /**
   * Runs both commands to their ends.
   *
   * @param name for the table
   * @param old makes the result that is to be replaced
   * @param command makes the new one
   * @param result the file that both write, in a folder of its own
   * @param content names what it holds
   */
  OneResult(
      Program program,
      String name,
      List<Object> old,
      List<Object> command,
      Path result,
      Content content)
      throws IOException, InterruptedException {
    this.program = program;
    this.name = name;
    this.command = command;
    this.result = result;
    this.content = content;
    this.before = folder().resolveSibling(folder().getFileName() + "-before");
    Files.createDirectories(folder());
    program.run(command);
    this.newContent = content.of(result);
    Trees.delete(folder());
    Files.createDirectories(folder());
    program.run(old);
    this.oldContent = content.of(result);
    Trees.copy(folder(), before);
    if (oldContent.equals(newContent)) {
      throw new IllegalStateException(name + ": the old and the new result are the same");
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<Object> command() {
    return command;
  }

  @Override
  public Path folder() {
    return result.getParent();
  }

  @Override
  public void reset(Random random) throws IOException {
    Trees.copy(before, folder());
    if (random.nextInt(4) == 0) {
      Trees.delete(folder());
      Files.createDirectories(folder());
    }
  }

  @Override
  public String state() throws IOException {
    if (!Files.exists(result)) {
      return "none";
    }
    String found;
    try {
      found = content.of(result);
    } catch (IOException | RuntimeException e) {
      throw new HalfDoneException(name + ": " + result + " cannot be read", e);
    }
    if (found.equals(oldContent)) {
      return "old";
    }
    if (found.equals(newContent)) {
      return "new";
    }
    throw new HalfDoneException(name + ": " + result + " is neither the old nor the new one");
  }

  @Override
  public void complete() throws IOException, InterruptedException {
    program.run(command);
    if (!state().equals("new")) {
      throw new HalfDoneException(name + ": run again, it does not write the new result");
    }
  }
}
