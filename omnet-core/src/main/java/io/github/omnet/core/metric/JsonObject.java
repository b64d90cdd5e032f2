package io.github.omnet.core.metric;

/**
 * Writes one JSON object, member by member, without a library. Numbers that JSON lacks (NaN,
 * infinities) become {@code null}.
 */
final class JsonObject {
  private final StringBuilder text = new StringBuilder("{");

  JsonObject string(String key, String value) {
    return raw(key, quote(value));
  }

  JsonObject number(String key, double value) {
    return raw(key, Double.isFinite(value) ? Double.toString(value) : "null");
  }

  JsonObject number(String key, long value) {
    return raw(key, Long.toString(value));
  }

  JsonObject object(String key, JsonObject value) {
    return raw(key, value.toString());
  }

  private JsonObject raw(String key, String json) {
    if (text.length() > 1) {
      text.append(',');
    }
    text.append(quote(key)).append(':').append(json);
    return this;
  }

  private static String quote(String value) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int n = 0; n < value.length(); n++) {
      char c = value.charAt(n);
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < 0x20) {
        quoted.append(String.format("\\u%04x", (int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }

  @Override
  public String toString() {
    return text + "}";
  }
}
