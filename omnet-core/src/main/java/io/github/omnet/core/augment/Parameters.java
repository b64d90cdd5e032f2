package io.github.omnet.core.augment;

import io.github.omnet.core.internal.Texts;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The text {@code name(key=value, ...)} of an augmentation, taken apart or put together. */
final class Parameters {
  private final String name;
  private final Map<String, String> values = new LinkedHashMap<>();

  private Parameters(String name) {
    this.name = name;
  }

  static Parameters of(String name) {
    return new Parameters(name);
  }

  Parameters with(String key, double... numbers) {
    values.put(key, Texts.of(numbers));
    return this;
  }

  Parameters with(String key, long number) {
    values.put(key, Long.toString(number));
    return this;
  }

  Parameters with(String key, String word) {
    values.put(key, word);
    return this;
  }

  static Parameters parse(String text) {
    String trimmed = text.strip();
    int open = trimmed.indexOf('(');
    if (open < 1 || !trimmed.endsWith(")")) {
      throw new IllegalArgumentException(
          "expected name(key=value, ...) of an augmentation, found '" + text + "'");
    }
    Parameters parsed = new Parameters(trimmed.substring(0, open));
    String inside = trimmed.substring(open + 1, trimmed.length() - 1);
    if (!inside.isBlank()) {
      for (String pair : inside.split(",", -1)) {
        int equals = pair.indexOf('=');
        if (equals < 0) {
          throw new IllegalArgumentException("expected key=value in '" + text + "'");
        }
        parsed.values.put(pair.substring(0, equals).strip(), pair.substring(equals + 1).strip());
      }
    }
    return parsed;
  }

  String name() {
    return name;
  }

  String word(String key) {
    String value = values.get(key);
    if (value == null) {
      throw new IllegalArgumentException("augmentation " + this + " lacks '" + key + "'");
    }
    return value;
  }

  long whole(String key) {
    try {
      return Long.parseLong(word(key));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(key + " is no whole number in " + this, e);
    }
  }

  double number(String key) {
    return numbers(key, 1)[0];
  }

  /** Numbers separated by spaces; {@code count} of them, or any number if that is negative. */
  double[] numbers(String key, int count) {
    String[] parts = word(key).isEmpty() ? new String[0] : word(key).split(" +", -1);
    double[] numbers = new double[parts.length];
    try {
      for (int n = 0; n < parts.length; n++) {
        numbers[n] = Double.parseDouble(parts[n]);
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(key + " is no list of numbers in " + this, e);
    }
    if (count >= 0 && numbers.length != count) {
      throw new IllegalArgumentException(key + " needs " + count + " numbers in " + this);
    }
    return numbers;
  }

  @Override
  public String toString() {
    return name
        + values.entrySet().stream()
            .map(e -> e.getKey() + "=" + e.getValue())
            .collect(Collectors.joining(", ", "(", ")"));
  }
}
