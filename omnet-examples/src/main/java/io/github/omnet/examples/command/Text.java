package io.github.omnet.examples.command;

import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;

/** Numbers as people read them. */
final class Text {
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
