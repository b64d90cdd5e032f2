package io.github.omnet.examples.console;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.io.PrintWriter;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One JSON object, built field by field in the order in which it is printed. Numbers that are not
 * finite become {@code null}, for JSON has no others.
 */
public final class Json {
  private static final Gson GSON =
      new GsonBuilder().serializeNulls().setPrettyPrinting().disableHtmlEscaping().create();

  private final Map<String, JsonElement> fields = new LinkedHashMap<>();

  /** Creates an object without fields. */
  public Json() {}

  /**
   * Adds a field.
   *
   * @param name its name
   * @param value null, a number, boolean, {@link Json} or parsed JSON; an optional, map or
   *     collection of such; anything else as its text
   * @return this
   */
  public Json with(String name, @Nullable Object value) {
    fields.put(name, element(value));
    return this;
  }

  /**
   * Prints the object and nothing else.
   *
   * @param out standard output
   */
  public void print(PrintWriter out) {
    out.println(this);
    out.flush();
  }

  private static JsonElement element(@Nullable Object value) {
    if (value == null) {
      return JsonNull.INSTANCE;
    }
    if (value instanceof Optional<?> optional) {
      return element(optional.orElse(null));
    }
    if (value instanceof Json object) {
      return object.toObject();
    }
    if (value instanceof JsonElement parsed) {
      return parsed;
    }
    if (value instanceof Number number) {
      return Double.isFinite(number.doubleValue()) ? new JsonPrimitive(number) : JsonNull.INSTANCE;
    }
    if (value instanceof Boolean truth) {
      return new JsonPrimitive(truth);
    }
    if (value instanceof Collection<?> values) {
      JsonArray array = new JsonArray();
      values.forEach(one -> array.add(element(one)));
      return array;
    }
    if (value instanceof Map<?, ?> map) {
      JsonObject object = new JsonObject();
      map.forEach((name, one) -> object.add(String.valueOf(name), element(one)));
      return object;
    }
    return new JsonPrimitive(value.toString());
  }

  private JsonObject toObject() {
    JsonObject object = new JsonObject();
    fields.forEach(object::add);
    return object;
  }

  @Override
  public String toString() {
    return GSON.toJson(toObject());
  }
}
