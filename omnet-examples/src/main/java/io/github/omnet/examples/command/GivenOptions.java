package io.github.omnet.examples.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The options of the command line, which go over those of a file. */
final class GivenOptions {
  private static final String DEVICES = "--devices";
  private static final String COARSE = "--coarse";
  private static final String ITERATIONS = "--iterations";
  private static final String STAGES = "--stages";

  private final ParseResult given;
  private final Set<String> excluded;

  /**
   * Knows what was typed.
   *
   * @param given the command line
   * @param excluded names of options that do not go along
   */
  GivenOptions(ParseResult given, Set<String> excluded) {
    this.given = given;
    this.excluded = excluded;
  }

  boolean has(String name) {
    return given.hasMatchedOption(name);
  }

  /** All arguments together. */
  List<String> over(List<String> fromFile) {
    List<String> arguments = new ArrayList<>(fromFile);
    for (OptionSpec option : given.matchedOptions()) {
      String name = option.longestName();
      // Of a list, what the file says would else be added to.
      drop(name, arguments);
      if (option.arity().max() > 0 && !excluded.contains(name)) {
        option.originalStringValues().forEach(value -> arguments.add(name + "=" + value));
      }
    }
    // What was typed would else be silently beaten by what is in the file.
    if (has("--device") && !has(DEVICES)) {
      drop(DEVICES, arguments);
    }
    if (has("--seed")) {
      drop(SeedOptions.SEEDS, arguments);
    }
    if (has(COARSE)) {
      // What the file says of a coarse level to be trained is not about the one that is named.
      arguments.removeIf(
          argument -> argument.startsWith(COARSE + "-") && !has(argument.split("=", 2)[0]));
    }
    boolean otherLength = has(STAGES) || has("--epoch") || has("--batch");
    if (otherLength && !has(ITERATIONS) && stagesSayAll(arguments)) {
      drop(ITERATIONS, arguments);
    }
    return arguments;
  }

  /** Whether the number of steps follows from the stages, and is in the file only to be read. */
  private static boolean stagesSayAll(List<String> arguments) {
    return arguments.stream()
        .filter(argument -> argument.startsWith(STAGES + "="))
        .anyMatch(argument -> StageOptions.sayAll(argument.substring(STAGES.length() + 1)));
  }

  private static void drop(String name, List<String> arguments) {
    arguments.removeIf(argument -> argument.startsWith(name + "="));
  }
}
