package io.github.omnet.examples.command;

import io.github.omnet.core.OmnetException;
import io.github.omnet.core.subject.LabelScheme;
import io.github.omnet.core.volume.Orientation;
import io.github.omnet.examples.console.Failure;
import io.github.omnet.examples.console.Nearest;
import io.github.omnet.io.image.DataType;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The root command; by itself it only explains what there is. */
@Command(
    name = "omnet",
    description =
        "Brain-tumour segmentation in multi-modal MRI. Research software, no medical device.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    scope = ScopeType.INHERIT,
    sortOptions = false,
    usageHelpAutoWidth = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:failed; one line on standard error says why",
      "2:wrong usage",
      "130:train or cross-validate was interrupted and has saved",
      "143:train or cross-validate was terminated and has saved"
    })
public final class Omnet implements Runnable {
  @Spec CommandSpec spec;

  @Option(
      names = "--stacktrace",
      scope = ScopeType.INHERIT,
      description = "Show the stack trace of a failure.")
  boolean stacktrace;

  Omnet() {}

  /**
   * The whole command line, ready to execute.
   *
   * @param out takes results
   * @param err takes progress and failures
   * @return with exit codes 0 done, 1 failed, 2 wrong usage
   */
  public static CommandLine commandLine(PrintWriter out, PrintWriter err) {
    return commandLine(out, err, Commands::addAll);
  }

  static CommandLine commandLine(PrintWriter out, PrintWriter err, Consumer<CommandLine> commands) {
    Omnet root = new Omnet();
    CommandLine line = new CommandLine(root);
    commands.accept(line);
    ConfigFile.addTo(line);
    return OptionGroups.addTo(line)
        .setOut(out)
        .setErr(err)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .registerConverter(LabelScheme.class, known(LabelScheme::of))
        .registerConverter(DataType.class, known(DataType::of))
        .registerConverter(Orientation.class, known(Orientation::of))
        .setExecutionExceptionHandler(
            (failure, command, parsed) -> Failure.report(failure, root.stacktrace, err))
        .setParameterExceptionHandler((wrong, args) -> reportUsage(wrong, err));
  }

  /** What a name can be is for the message to say, without the name of a Java class. */
  private static <T> ITypeConverter<T> known(Function<String, T> names) {
    return name -> {
      try {
        return names.apply(name);
      } catch (OmnetException e) {
        throw new TypeConversionException(e.getMessage());
      }
    };
  }

  /**
   * Runs one command, with the options of the file that {@code --config} names.
   *
   * @param out takes results
   * @param err takes progress and failures
   * @param args command, options and files
   * @return 0 done, 1 failed, 2 wrong usage
   */
  public static int execute(PrintWriter out, PrintWriter err, String... args) {
    CommandLine line = commandLine(out, err, root -> Commands.addNamed(root, args));
    try {
      return line.execute(ConfigFile.expand(line, args));
    } catch (IOException e) {
      return Failure.report(e, List.of(args).contains("--stacktrace"), err);
    }
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "which command?");
  }

  private static int reportUsage(ParameterException found, PrintWriter err) {
    CommandLine command = found.getCommandLine();
    ParameterException wrong = found;
    List<String> unknown = command.getUnmatchedArguments();
    if (found instanceof MissingParameterException && !unknown.isEmpty()) {
      // What is missing is most often what was misspelt.
      wrong = new UnmatchedArgumentException(command, unknown);
    }
    String nearest =
        wrong instanceof UnmatchedArgumentException && !unknown.isEmpty()
            ? nearest(command, unknown.get(0))
            : "";
    err.println("omnet: " + Failure.oneLine(wrong.getMessage() + nearest));
    err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
    return CommandLine.ExitCode.USAGE;
  }

  /** The question whether another option or command was meant; empty if none is like it. */
  private static String nearest(CommandLine command, String word) {
    Collection<String> known =
        word.startsWith("-")
            ? command.getCommandSpec().optionsMap().keySet()
            : command.getSubcommands().keySet();
    String name = word.split("=", 2)[0];
    return Nearest.of(name, known).map(meant -> "; did you mean '" + meant + "'?").orElse("");
  }
}
