package io.github.omnet.examples.kill;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/** A command that is killed, and what may be found after that. */
interface Scenario {
  /** Name of the command, for the table. */
  String name();

  /** The command that is killed. */
  List<Object> command();

  /** The folder that the command writes to. */
  Path folder();

  /**
   * Puts the folder back as it was before the command.
   *
   * @param random decides whether there is something to be replaced
   */
  void reset(Random random) throws IOException;

  /**
   * Looks at what the kill has left.
   *
   * @return {@code none}, {@code old} or {@code new}; of commands with several results also {@code
   *     some}, each result being whole
   * @throws HalfDoneException if it is anything else
   */
  String state() throws IOException;

  /**
   * Goes on as users do after a kill.
   *
   * @throws HalfDoneException if the result is not that of a run without a kill
   */
  void complete() throws IOException, InterruptedException;
}
