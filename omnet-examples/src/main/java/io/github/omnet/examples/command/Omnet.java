package io.github.omnet.examples.command;

import io.github.omnet.core.subject.LabelScheme;
import io.github.omnet.core.volume.Orientation;
import io.github.omnet.examples.console.Failure;
import io.github.omnet.io.image.DataType;
import java.io.PrintWriter;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

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
    exitCodeList = {"0:done", "1:failed; one line on standard error says why", "2:wrong usage"},
    subcommands = {
      QuickstartCommand.class,
      TrainCommand.class,
      SegmentCommand.class,
      InfoCommand.class,
      ConvertCommand.class,
      EvaluateCommand.class,
      OverlayCommand.class,
      ReportCommand.class,
      PhantomCommand.class,
      ModelCommand.class,
      EngineCommand.class,
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
    Omnet root = new Omnet();
    return new CommandLine(root)
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
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    };
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "which command?");
  }

  private static int reportUsage(ParameterException wrong, PrintWriter err) {
    CommandLine command = wrong.getCommandLine();
    err.println("omnet: " + Failure.oneLine(String.valueOf(wrong.getMessage())));
    CommandLine.UnmatchedArgumentException.printSuggestions(wrong, err);
    err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
    return CommandLine.ExitCode.USAGE;
  }
}
