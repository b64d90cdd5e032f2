package io.github.omnet.core.internal;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Makes text of unknown origin fit for a terminal and a log: a header may hold escape sequences
 * that repaint a screen, marks that turn the direction of writing, or a book.
 */
public final class PlainText {
  private static final char REPLACEMENT = '?';
  private static final String CONFIG = "Config";

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

  /**
   * Whether a name must not be taken as it is. Marks that only join or part letters are fine: names
   * in some scripts need them.
   *
   * @param name anything
   * @return true if it holds a character that controls a terminal, breaks the line or turns the
   *     direction of writing
   */
  public static boolean steers(String name) {
    return name.codePoints()
        .anyMatch(
            c -> {
              boolean breaksLine = c == 0x2028 || c == 0x2029;
              boolean turnsWriting = (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
              return Character.isISOControl(c) || breaksLine || turnsWriting;
            });
  }

  /**
   * Replaces the notation of Java records: {@code AdamConfig[beta1=0.9]} becomes {@code
   * adam(beta1=0.9)}, {@code Optional[x]} and {@code Optional.empty} become {@code x} and {@code
   * none}, and {@code cpu()} becomes {@code cpu}. Lists keep their brackets.
   *
   * @param text a setting as a package or a checkpoint holds it
   * @return the text for a user
   */
  public static String settings(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    Deque<String> closings = new ArrayDeque<>();
    for (int n = 0; n < text.length(); n++) {
      char c = text.charAt(n);
      if (c == '[') {
        closings.push(open(plain));
      } else if (c == ']' && !closings.isEmpty()) {
        plain.append(closings.pop());
      } else {
        plain.append(c);
      }
    }
    return plain.toString().replace("Optional.empty", "none").replace("()", "");
  }

  /** Begins what stands in brackets, after a name of a type or not; how it will end. */
  private static String open(StringBuilder plain) {
    int from = plain.length();
    while (from > 0 && Character.isLetterOrDigit(plain.charAt(from - 1))) {
      from--;
    }
    String type = plain.substring(from);
    if (type.isEmpty() || !Character.isUpperCase(type.charAt(0))) {
      plain.append('[');
      return "]";
    }
    plain.setLength(from);
    if (type.equals("Optional")) {
      return "";
    }
    boolean config = type.endsWith(CONFIG) && type.length() > CONFIG.length();
    String name = config ? type.substring(0, type.length() - CONFIG.length()) : type;
    plain.append(Character.toLowerCase(name.charAt(0))).append(name, 1, name.length()).append('(');
    return ")";
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
