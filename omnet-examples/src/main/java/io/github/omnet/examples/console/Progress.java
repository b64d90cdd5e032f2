package io.github.omnet.examples.console;

import java.io.Console;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Tells on standard error how far a long task is and how long it will still take. Silent for the
 * first two seconds; then one line that rewrites itself on a terminal, or a new line every ten
 * seconds elsewhere, as in a log file.
 */
public final class Progress implements AutoCloseable {
  private static final double SILENT_SECONDS = 2;
  private static final double TERMINAL_SECONDS = 0.5;
  private static final double LOG_SECONDS = 10;

  private final PrintWriter err;
  private final String task;
  private final boolean terminal;
  private final LongSupplier nanos;
  private final long start;
  private double lastShown = Double.NEGATIVE_INFINITY;
  private int width;
  private long first;
  private double secondsAtFirst;

  Progress(PrintWriter err, String task, boolean terminal, LongSupplier nanos) {
    this.err = err;
    this.task = task;
    this.terminal = terminal;
    this.nanos = nanos;
    this.start = nanos.getAsLong();
  }

  /**
   * Starts the clock.
   *
   * @param err standard error
   * @param task what is being done, such as {@code training}
   * @return progress of that task; close it at the end
   */
  public static Progress of(PrintWriter err, String task) {
    return new Progress(err, task, isTerminal(), System::nanoTime);
  }

  /**
   * Begins in the middle, so that what remains is reckoned from the speed of now and not from steps
   * that were taken another time.
   *
   * @param done steps done before
   */
  public synchronized void from(long done) {
    first = done;
    secondsAtFirst = seconds();
  }

  /**
   * Prints a line of its own.
   *
   * @param line what to say
   */
  public synchronized void say(String line) {
    if (terminal && width > 0) {
      err.print("\r" + " ".repeat(width) + "\r");
      width = 0;
    }
    err.println(line);
    err.flush();
  }

  /**
   * Tells how far the task is.
   *
   * @param done steps done
   * @param total steps in all
   * @param note what else is worth knowing, or empty
   */
  public synchronized void at(long done, long total, String note) {
    double seconds = seconds();
    double pause = terminal ? TERMINAL_SECONDS : LOG_SECONDS;
    if (seconds < SILENT_SECONDS || done <= first || done >= total || seconds - lastShown < pause) {
      return;
    }
    lastShown = seconds;
    double left = (seconds - secondsAtFirst) / (done - first) * Math.max(0, total - done);
    show(
        String.format(
            Locale.ROOT,
            "%s: %d of %d, %s left%s",
            task,
            done,
            total,
            duration(left),
            note.isEmpty() ? "" : ", " + note));
  }

  /** Says how long it took, if it took long enough to have said anything. */
  @Override
  public synchronized void close() {
    if (lastShown >= 0) {
      show(task + ": " + duration(seconds()));
      if (terminal) {
        err.println();
        width = 0;
      }
      err.flush();
      lastShown = Double.NEGATIVE_INFINITY;
    }
  }

  @SuppressWarnings("SystemConsoleNull") // the null of Java 17 to 21 is what the first line is for
  private static boolean isTerminal() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      // From Java 22 on there always is a console, which knows whether it is a terminal.
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException e) {
      return true;
    }
  }

  private void show(String line) {
    if (terminal) {
      err.print("\r" + line + " ".repeat(Math.max(0, width - line.length())));
      width = line.length();
    } else {
      err.println(line);
    }
    err.flush();
  }

  private double seconds() {
    return (nanos.getAsLong() - start) * 1e-9;
  }

  /**
   * A duration for people.
   *
   * @param seconds any length of time
   * @return such as {@code 42 s}, {@code 3 min 05 s} or {@code 2 h 10 min}
   */
  static String duration(double seconds) {
    long s = Math.round(seconds);
    if (s < 60) {
      return s + " s";
    }
    return s < 3600
        ? String.format(Locale.ROOT, "%d min %02d s", s / 60, s % 60)
        : String.format(Locale.ROOT, "%d h %02d min", s / 3600, s % 3600 / 60);
  }
}
