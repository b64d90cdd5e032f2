package io.github.omnet.report;

import java.util.Locale;

/** Numbers as a reader has them. */
final class Numbers {
  private Numbers() {}

  static String fixed(double value, int digits) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%." + digits + "f", value) : "–";
  }
}
