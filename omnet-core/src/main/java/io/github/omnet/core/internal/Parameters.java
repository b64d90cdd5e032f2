package io.github.omnet.core.internal;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The text {@code name(key=value, ...)} of an augmentation or a transform, taken apart or put
 * together. Immutable once parsed.
 */
public final class Parameters {
  private final String name;
  private final Map<String, String> values = new LinkedHashMap<>();

  private Parameters(String name) {
    this.name = name;
  }

  /**
   * Begins a text.
   *
   * @param name what comes before the parenthesis
   * @return parameters to add to
   */
  public static Parameters of(String name) {
    return new Parameters(name);
  }

  /**
   * Adds numbers, separated by spaces.
   *
   * @param key name of the value
   * @param numbers finite
   * @return this
   */
  public Parameters with(String key, double... numbers) {
    values.put(key, Texts.of(numbers));
    return this;
  }

  /**
   * Adds a whole number.
   *
   * @param key name of the value
   * @param number the value
   * @return this
   */
  public Parameters with(String key, long number) {
    values.put(key, Long.toString(number));
    return this;
  }

  /**
   * Adds a word.
   *
   * @param key name of the value
   * @param word without comma and parenthesis
   * @return this
   */
  public Parameters with(String key, String word) {
    values.put(key, word);
    return this;
  }

  /**
   * Takes a text apart.
   *
   * @param text {@code name(key=value, ...)}
   * @return its parts
   * @throws IllegalArgumentException saying what is expected and what is found
   */
  public static Parameters parse(String text) {
    String trimmed = text.strip();
    int open = trimmed.indexOf('(');
    if (open < 1 || !trimmed.endsWith(")")) {
      throw new IllegalArgumentException("expected name(key=value, ...), found '" + text + "'");
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

  /**
   * What comes before the parenthesis.
   *
   * @return the name
   */
  public String name() {
    return name;
  }

  /**
   * All values as they are written.
   *
   * @return by key, in the order of the text
   */
  public Map<String, String> values() {
    return Collections.unmodifiableMap(values);
  }

  /**
   * One value as it is written.
   *
   * @param key name of the value
   * @return the value
   * @throws IllegalArgumentException if there is none
   */
  public String word(String key) {
    String value = values.get(key);
    if (value == null) {
      throw new IllegalArgumentException(this + " lacks '" + key + "'");
    }
    return value;
  }

  /**
   * A whole number.
   *
   * @param key name of the value
   * @return the number
   * @throws IllegalArgumentException if the value is missing or no whole number
   */
  public long whole(String key) {
    try {
      return Long.parseLong(word(key));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(key + " is no whole number in " + this, e);
    }
  }

  /**
   * A number.
   *
   * @param key name of the value
   * @return the number
   * @throws IllegalArgumentException if the value is missing or no number
   */
  public double number(String key) {
    return numbers(key, 1)[0];
  }

  /**
   * Numbers separated by spaces.
   *
   * @param key name of the values
   * @param count how many are expected; negative for any number
   * @return the numbers
   * @throws IllegalArgumentException if the values are missing, no numbers, or too few or many
   */
  public double[] numbers(String key, int count) {
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
