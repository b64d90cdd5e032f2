package io.github.omnet.models.internal;

import com.google.gson.JsonParseException;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import io.github.omnet.core.internal.PlainText;
import java.io.IOException;
import java.io.StringReader;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Checks JSON from outside before anything is made of it. Gson takes the last of two keys of the
 * same name where others take the first, and reads more than JSON; so two programs could see two
 * different models in one file.
 */
public final class StrictJson {
  /** Deepest nesting of objects and arrays. */
  public static final int MAX_DEPTH = 32;

  /** Longest name or text, in characters. */
  public static final int MAX_TEXT = 10_000;

  /** No number that the library writes is longer; a huge exponent would take a large integer. */
  private static final Pattern NUMBER =
      Pattern.compile("-?[0-9]{1,20}(\\.[0-9]{1,40})?([eE][+-]?[0-9]{1,3})?");

  private static final int SHOWN = 40;
  private static final int MAX_PATH = 200;

  private StrictJson() {}

  /**
   * Reads a text to its end.
   *
   * @param text one JSON value
   * @return the same text
   * @throws JsonParseException if it is not JSON by RFC 8259, names a key of an object twice, or
   *     exceeds the limits of this class
   */
  public static String check(String text) {
    JsonReader reader = new JsonReader(new StringReader(text));
    reader.setStrictness(Strictness.STRICT);
    try {
      value(reader, 0);
      if (reader.peek() != JsonToken.END_DOCUMENT) {
        throw new JsonParseException("more follows after the end of the JSON value");
      }
      return text;
    } catch (IOException | IllegalStateException | NumberFormatException e) {
      // Gson's own message tells programmers how to read what is no JSON.
      throw new JsonParseException("not JSON by RFC 8259 at " + place(reader));
    }
  }

  private static String place(JsonReader reader) {
    return PlainText.line(reader.getPath(), MAX_PATH);
  }

  private static void value(JsonReader reader, int depth) throws IOException {
    if (depth > MAX_DEPTH) {
      throw new JsonParseException("nested deeper than " + MAX_DEPTH + " levels");
    }
    switch (reader.peek()) {
      case BEGIN_OBJECT -> object(reader, depth);
      case BEGIN_ARRAY -> {
        reader.beginArray();
        while (reader.hasNext()) {
          value(reader, depth + 1);
        }
        reader.endArray();
      }
      case STRING -> text(reader.nextString());
      case NUMBER -> number(reader.nextString());
      case BOOLEAN, NULL -> reader.skipValue();
      default -> throw new JsonParseException("expected a value, found " + reader.peek());
    }
  }

  private static void object(JsonReader reader, int depth) throws IOException {
    Set<String> names = new HashSet<>();
    reader.beginObject();
    while (reader.hasNext()) {
      String name = text(reader.nextName());
      if (!names.add(name)) {
        throw new JsonParseException("key '" + PlainText.line(name, SHOWN) + "' occurs twice");
      }
      value(reader, depth + 1);
    }
    reader.endObject();
  }

  private static String text(String text) {
    if (text.length() > MAX_TEXT) {
      throw new JsonParseException(
          "text '" + PlainText.line(text, SHOWN) + "' is longer than " + MAX_TEXT + " characters");
    }
    return text;
  }

  private static void number(String number) {
    if (!NUMBER.matcher(number).matches()) {
      throw new JsonParseException(
          "number " + PlainText.line(number, SHOWN) + " has more digits than any real one");
    }
  }
}
