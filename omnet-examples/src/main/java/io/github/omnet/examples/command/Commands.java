package io.github.omnet.examples.command;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The commands of the program, in the order in which the help lists them.
 *
 * <p>Looking up the options of all commands takes longer than most commands do. A command that the
 * arguments do not name is therefore listed with its name and description only.
 */
final class Commands {
  private static final List<Class<?>> ALL =
      List.of(
          QuickstartCommand.class,
          TrainCommand.class,
          CrossValidateCommand.class,
          SegmentCommand.class,
          InfoCommand.class,
          ConvertCommand.class,
          EvaluateCommand.class,
          OverlayCommand.class,
          ReportCommand.class,
          PhantomCommand.class,
          ModelCommand.class,
          EngineCommand.class,
          AutoComplete.GenerateCompletion.class);

  private Commands() {}

  /** Adds every command with all its options. */
  static void addAll(CommandLine root) {
    add(root, name -> true);
  }

  /** Adds the commands that occur in the arguments with all their options, the others by name. */
  static void addNamed(CommandLine root, String... args) {
    Set<String> words = Set.copyOf(Arrays.asList(args));
    // A file of arguments may name any command, and completion lists the options of all.
    boolean any = words.stream().anyMatch(word -> word.startsWith("@"));
    boolean whole = any || words.contains(name(AutoComplete.GenerateCompletion.class));
    add(root, name -> whole || words.contains(name));
  }

  private static void add(CommandLine root, Predicate<String> whole) {
    for (Class<?> command : ALL) {
      String name = name(command);
      if (whole.test(name)) {
        root.addSubcommand(command);
      } else {
        CommandSpec listed = CommandSpec.create().name(name);
        listed.usageMessage().description(annotation(command).description());
        root.addSubcommand(name, listed);
      }
    }
  }

  private static String name(Class<?> command) {
    return annotation(command).name();
  }

  private static Command annotation(Class<?> command) {
    return Objects.requireNonNull(command.getAnnotation(Command.class));
  }
}
