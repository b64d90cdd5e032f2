package io.github.omnet.examples.command;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Checks of options that picocli cannot make. */
final class Options {
  private Options() {}

  /** Ends the command as wrongly used, exit code 2, unless a condition holds. */
  static void require(CommandSpec spec, boolean condition, String otherwise) {
    if (!condition) {
      throw new ParameterException(spec.commandLine(), otherwise);
    }
  }
}
