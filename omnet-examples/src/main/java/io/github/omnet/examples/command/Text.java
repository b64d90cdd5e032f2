package io.github.omnet.examples.command;

import io.github.omnet.core.internal.PlainText;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;

/** Numbers and names as people read them. */
final class Text {
  private static final int LONGEST_NAME = 4096;

  private Text() {}

  /** Whole numbers without a point, others with six significant digits. */
  static String number(double value) {
    if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      return Long.toString((long) value);
    }
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return Double.toString(value);
    }
    String text = String.format(Locale.ROOT, "%.6g", value);
    return text.contains("e") ? text : text.replaceAll("0+$", "");
  }

  /** A path whose names do not steer the terminal that they are printed on. */
  static String path(Path path) {
    return name(path.toString());
  }

  /** A name from somebody else that does not steer the terminal that it is printed on. */
  static String name(String name) {
    return PlainText.line(name, LONGEST_NAME);
  }

  /** Losses of the tasks, coarse to fine. */
  static String losses(Collection<? extends Number> losses) {
    return losses.stream()
        .map(loss -> fixed(loss.doubleValue(), 3))
        .collect(Collectors.joining(" "));
  }

  /** A number with so many decimals, a dash where there is none. */
  static String fixed(double value, int decimals) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%." + decimals + "f", value) : "-";
  }
}
