package io.github.omnet.report;

import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.regex.Pattern;

/**
 * Builds HTML so that no inserted text can be markup: names of tags and attributes are checked,
 * values and texts escaped. Only drawings of our own go in as they are.
 */
final class Html {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]*");

  private final StringBuilder out = new StringBuilder();
  private final Deque<String> open = new ArrayDeque<>();

  /** Opens an element; attributes are pairs of name and value. */
  Html open(String tag, String... attributes) {
    start(tag, attributes);
    open.push(tag);
    return this;
  }

  /** An element without content, such as {@code img}. */
  Html empty(String tag, String... attributes) {
    start(tag, attributes);
    return this;
  }

  private void start(String tag, String... attributes) {
    if (attributes.length % 2 != 0) {
      throw new IllegalArgumentException("attributes are pairs of name and value");
    }
    out.append('<').append(name(tag));
    for (int n = 0; n < attributes.length; n += 2) {
      out.append(' ').append(name(attributes[n])).append("=\"");
      escape(attributes[n + 1]);
      out.append('"');
    }
    out.append('>');
  }

  private static String name(String name) {
    if (!NAME.matcher(name).matches() || name.startsWith("on") || name.equals("style")) {
      throw new IllegalArgumentException("'" + name + "' is no tag or attribute of a report");
    }
    return name;
  }

  Html close() {
    out.append("</").append(open.pop()).append(">\n");
    return this;
  }

  Html text(String text) {
    escape(text);
    return this;
  }

  /** An element with a text. */
  Html element(String tag, String text, String... attributes) {
    return open(tag, attributes).text(text).close();
  }

  /** A drawing that {@link Svg} made. */
  Html drawing(Svg svg) {
    out.append(svg.markup());
    return this;
  }

  /** Bytes for a script to read, in base64; a browser does not run them. */
  Html data(String id, byte[] bytes) {
    start("script", "type", "application/octet-stream", "id", id);
    out.append(Base64.getEncoder().encodeToString(bytes)).append("</script>\n");
    return this;
  }

  /** JSON for a script to read, in which {@code <} is written as an escape. */
  Html json(String id, String json) {
    start("script", "type", "application/json", "id", id);
    out.append(json.replace("<", "\\u003c")).append("</script>\n");
    return this;
  }

  /** A picture inside the page. */
  Html picture(byte[] png, String alternative) {
    return empty(
        "img",
        "src",
        "data:image/png;base64," + Base64.getEncoder().encodeToString(png),
        "alt",
        alternative);
  }

  private void escape(String text) {
    for (int n = 0; n < text.length(); n++) {
      char c = text.charAt(n);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        default -> out.append(c < ' ' && c != '\n' && c != '\t' ? '\ufffd' : c);
      }
    }
  }

  @Override
  public String toString() {
    if (!open.isEmpty()) {
      throw new IllegalStateException("<" + open.peek() + "> is still open");
    }
    return out.toString();
  }
}
