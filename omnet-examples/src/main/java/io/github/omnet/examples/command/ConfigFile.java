package io.github.omnet.examples.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The option {@code --config} of the commands that do not read it themselves, as {@code train}
 * does: options from a JSON file, over which those of the command line go.
 */
final class ConfigFile {
  private static final String NAME = "--config";
  private static final OptionFile OPTIONS = new OptionFile(Set.of(NAME));

  private ConfigFile() {}

  /** Adds the option to every command that takes options with a value and lacks it. */
  static void addTo(CommandLine root) {
    for (CommandLine command : root.getSubcommands().values()) {
      CommandSpec spec = command.getCommandSpec();
      boolean takesValues = spec.options().stream().anyMatch(option -> option.arity().max() > 0);
      if (takesValues && spec.findOption(NAME) == null) {
        spec.addOption(
            OptionSpec.builder(NAME)
                .paramLabel("FILE")
                .type(Path.class)
                .description("Read options from a JSON file; those on the command line go first.")
                .build());
      }
    }
  }

  /**
   * Adds the options of the file to the arguments, unless the command reads the file itself.
   *
   * @throws IOException if the file cannot be read or names an option that there is not
   */
  static String[] expand(CommandLine root, String[] args) throws IOException {
    CommandLine command = args.length == 0 ? null : root.getSubcommands().get(args[0]);
    Path file = command == null || command.getCommand() instanceof TrainCommand ? null : file(args);
    if (command == null || file == null) {
      return args;
    }
    CommandSpec spec = command.getCommandSpec();
    List<String> all = new ArrayList<>(Arrays.asList(args));
    for (String argument : OPTIONS.arguments(file, spec)) {
      String name = argument.substring(0, argument.indexOf('='));
      if (!isTyped(name, args)) {
        all.add(1, argument);
      }
    }
    return all.toArray(new String[0]);
  }

  private static @Nullable Path file(String[] args) {
    for (int n = 1; n < args.length; n++) {
      if (args[n].startsWith(NAME + "=")) {
        return Path.of(args[n].substring(NAME.length() + 1));
      }
      if (args[n].equals(NAME) && n + 1 < args.length) {
        return Path.of(args[n + 1]);
      }
    }
    return null;
  }

  private static boolean isTyped(String name, String[] args) {
    return Arrays.stream(args).anyMatch(arg -> arg.equals(name) || arg.startsWith(name + "="));
  }
}
