package io.github.omnet.models.packaging;

import io.github.omnet.core.OmnetException;
import io.github.omnet.core.internal.PlainText;
import io.github.omnet.models.internal.PackageLimits;
import java.nio.charset.StandardCharsets;

/** What a package says of itself to people. */
final class Description {
  private static final int LONGEST_NAME = 200;

  private Description() {}

  /** The bytes of a card, whose heading follows the name. */
  static byte[] card(String before, String name, String card) {
    if (name.isBlank() || name.length() > LONGEST_NAME || PlainText.steers(name)) {
      throw new OmnetException(
          "the name of a model has 1 to "
              + LONGEST_NAME
              + " characters without line breaks and control characters, found '"
              + PlainText.line(name, LONGEST_NAME)
              + "'");
    }
    String heading = "# " + before;
    boolean headed = card.lines().findFirst().orElse("").equals(heading);
    String text = headed ? "# " + name + card.substring(heading.length()) : card;
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length > PackageLimits.MAX_TEXT_BYTES) {
      throw new OmnetException(
          "a model card has at most "
              + PackageLimits.MAX_TEXT_BYTES
              + " bytes, found "
              + bytes.length
              + "; shorten it");
    }
    return bytes;
  }
}
