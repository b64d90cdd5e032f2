package io.github.omnet.spark;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Names of files by subject. */
final class FileName {
  private FileName() {}

  /**
   * The id itself where it is made of letters, digits, {@code _}, {@code -} and inner dots; other
   * characters as {@code %} and two hexadecimal digits for each byte, so that ids stay different.
   */
  static String of(String id) {
    StringBuilder name = new StringBuilder();
    for (byte b : id.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      boolean plain =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || c == '_'
              || c == '-'
              || (c == '.' && name.length() > 0);
      name.append(plain ? String.valueOf(c) : String.format(Locale.ROOT, "%%%02X", (int) c));
    }
    return name.toString();
  }
}
