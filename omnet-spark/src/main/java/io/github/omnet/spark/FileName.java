package io.github.omnet.spark;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/** Names of files by subject. */
final class FileName {
  private static final Pattern DEVICE =
      Pattern.compile("(con|prn|aux|nul|com[0-9]|lpt[0-9])(\\..*)?", Pattern.CASE_INSENSITIVE);

  private FileName() {}

  /**
   * The id itself where it is made of letters, digits, {@code _}, {@code -} and inner dots; other
   * characters as {@code %} and two hexadecimal digits for each byte, so that ids stay different.
   * So is the first letter of a name that Windows keeps for devices, such as {@code CON}.
   */
  static String of(String id) {
    StringBuilder name = new StringBuilder();
    boolean device = DEVICE.matcher(id).matches();
    for (byte b : id.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      boolean plain =
          !(device && name.length() == 0)
              && ((c >= 'a' && c <= 'z')
                  || (c >= 'A' && c <= 'Z')
                  || (c >= '0' && c <= '9')
                  || c == '_'
                  || c == '-'
                  || (c == '.' && name.length() > 0));
      name.append(plain ? String.valueOf(c) : String.format(Locale.ROOT, "%%%02X", (int) c));
    }
    return name.toString();
  }
}
