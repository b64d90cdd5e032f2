package io.github.omnet.core.internal;

/**
 * Makes text of unknown origin fit for a terminal and a log: a header may hold escape sequences
 * that repaint a screen, marks that turn the direction of writing, or a book.
 */
public final class PlainText {
  private static final char REPLACEMENT = '?';

  private PlainText() {}

  /**
   * One line of bounded length.
   *
   * @param text anything
   * @param most characters that are kept
   * @return the text with {@code ?} for each character that controls a terminal, a line or the
   *     direction of writing; what is longer ends in how long it was
   */
  public static String line(String text, int most) {
    String kept = text.length() > most ? text.substring(0, most) : text;
    StringBuilder clean = new StringBuilder(kept.length());
    kept.codePoints().forEach(c -> append(clean, c, false));
    if (text.length() > most) {
      clean.append("... (").append(text.length()).append(" characters)");
    }
    return clean.toString();
  }

  /**
   * Several lines.
   *
   * @param text anything
   * @return the text with {@code ?} for each character that controls a terminal or the direction of
   *     writing; line breaks and tabs stay
   */
  public static String lines(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    text.codePoints().forEach(c -> append(clean, c, true));
    return clean.toString();
  }

  private static void append(StringBuilder out, int c, boolean breaks) {
    boolean kept = !controls(c) || (breaks && (c == '\n' || c == '\t' || c == '\r'));
    if (kept) {
      out.appendCodePoint(c);
    } else {
      out.append(REPLACEMENT);
    }
  }

  private static boolean controls(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      default -> false;
    };
  }
}
