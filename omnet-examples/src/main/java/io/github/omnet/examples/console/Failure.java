package io.github.omnet.examples.console;

import io.github.omnet.core.OmnetException;
import io.github.omnet.core.internal.PlainText;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import picocli.CommandLine.ExitCode;

/** Says in one line why a command failed and what to do about it. */
public final class Failure {
  private Failure() {}

  /**
   * Prints the line, and the stack trace if asked for.
   *
   * @param failure why the command stopped
   * @param stacktrace whether to print the stack trace too
   * @param err standard error
   * @return the exit code for it
   */
  public static int report(Throwable failure, boolean stacktrace, PrintWriter err) {
    err.println("omnet: " + describe(failure));
    if (stacktrace) {
      StringWriter trace = new StringWriter();
      failure.printStackTrace(new PrintWriter(trace, true));
      err.print(PlainText.lines(trace.toString()));
    }
    return ExitCode.SOFTWARE;
  }

  /**
   * The line for a failure.
   *
   * @param failure why the command stopped
   * @return one line that names the file and the remedy
   */
  public static String describe(Throwable failure) {
    if (failure instanceof UncheckedIOException && failure.getCause() instanceof IOException io) {
      return describe(io);
    }
    String message = String.valueOf(failure.getMessage());
    if (failure instanceof NoSuchFileException || failure instanceof FileNotFoundException) {
      return oneLine(message + ": no such file or folder; check the path");
    }
    if (failure instanceof AccessDeniedException) {
      return oneLine(message + ": permission denied; check the rights of file and folder");
    }
    if (failure instanceof NotDirectoryException) {
      return oneLine(message + ": not a folder; name the folder that holds the files");
    }
    if (failure instanceof FileSystemException e && e.getReason() == null) {
      return oneLine(message + ": " + failure.getClass().getSimpleName());
    }
    if (failure instanceof OutOfMemoryError) {
      return "not enough memory; give Java more of it: java -Xmx8g -jar ...";
    }
    boolean expected = failure instanceof OmnetException || failure instanceof IOException;
    if (expected && failure.getMessage() != null) {
      return oneLine(message);
    }
    // A wrong argument, too, is omnet's own mistake here: options were checked when they were read.
    return oneLine(
        "internal error, unexpected "
            + failure
            + "; please report it with what --stacktrace prints");
  }

  /**
   * Folds a text into one line.
   *
   * @param text any text
   * @return the same without line breaks, and with {@code ?} for what controls a terminal
   */
  public static String oneLine(String text) {
    return PlainText.lines(text.strip().replaceAll("\\s*\\R\\s*", " "));
  }
}
