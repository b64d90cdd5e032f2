package io.github.omnet.examples.command;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonPrimitive;
import io.github.omnet.core.internal.PlainText;
import io.github.omnet.core.internal.RegularFile;
import io.github.omnet.examples.console.Nearest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * A command's options as a JSON object, with the options' long names for keys: what {@code --width
 * 8 --subjects a,b} says, {@code {"width": 8, "subjects": ["a", "b"]}} says too.
 */
final class OptionFile {
  private static final String DASHES = "--";

  /** Whoever reads the file of a training knows its folder, or wants another. */
  private static final String OUT = "out";

  private static final int LONGEST_SHOWN = 300;

  /** Options that take a path or a name. */
  private static final Set<String> MODELS = Set.of("--from", "--model");

  private final Set<String> excluded;

  /**
   * Knows what does not belong into a file.
   *
   * @param excluded names of options that are about the file itself
   */
  OptionFile(Set<String> excluded) {
    this.excluded = excluded;
  }

  /** Reads a file as arguments of the command line; paths are relative to the file's folder. */
  List<String> arguments(Path file, CommandSpec spec) throws IOException {
    JsonObject json = parse(file);
    List<String> arguments = new ArrayList<>();
    for (Map.Entry<String, JsonElement> entry : json.entrySet()) {
      String name = DASHES + entry.getKey();
      if (!isIn(spec, name)) {
        throw new IOException(
            file
                + ": there is no option '"
                + shortened(entry.getKey())
                + "'; "
                + Nearest.of(entry.getKey(), names(spec))
                    .map(meant -> "did you mean '" + meant + "'? ")
                    .orElse("")
                + "known: "
                + names(spec));
      }
      String value = text(file, entry.getKey(), entry.getValue());
      if (value != null) {
        value = isPath(spec, name) ? resolved(file, value) : value;
        arguments.add(name + "=" + value);
      }
    }
    return arguments;
  }

  /** Made when it is needed, for most commands read no file of options, and Gson starts slowly. */
  private static Gson gson() {
    return new GsonBuilder().setPrettyPrinting().create();
  }

  private static JsonObject parse(Path file) throws IOException {
    try {
      JsonElement json =
          gson().fromJson(Files.readString(RegularFile.require(file)), JsonElement.class);
      if (json != null && json.isJsonObject()) {
        return json.getAsJsonObject();
      }
      throw new IOException(file + ": holds no JSON object; see --print-config for one");
    } catch (JsonParseException | java.nio.charset.CharacterCodingException e) {
      throw new IOException(file + ": not JSON (" + e.getMessage() + ")", e);
    }
  }

  private static @Nullable String text(Path file, String key, JsonElement value)
      throws IOException {
    if (value.isJsonNull()) {
      return null;
    }
    if (value.isJsonPrimitive()) {
      return value.getAsString();
    }
    List<String> items = new ArrayList<>();
    if (value.isJsonArray()) {
      for (JsonElement item : value.getAsJsonArray()) {
        if (item.isJsonPrimitive()) {
          items.add(item.getAsString());
        }
      }
      if (items.size() == value.getAsJsonArray().size()) {
        return items.isEmpty() ? null : String.join(",", items);
      }
    }
    throw new IOException(
        file
            + ": '"
            + shortened(key)
            + "' takes a value or a list of values, found "
            + shortened(value.toString()));
  }

  private static boolean isPath(CommandSpec spec, String name) {
    return spec.findOption(name).type() == Path.class || MODELS.contains(name);
  }

  /** A model may also have a name, under which nothing lies beside the file. */
  private static String resolved(Path file, String value) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    try {
      Path path = folder == null ? Path.of(value) : RelativePath.resolve(folder, value);
      boolean inFolder = value.contains("/") || value.contains(file.getFileSystem().getSeparator());
      return inFolder || Files.exists(path) ? path.toString() : value;
    } catch (InvalidPathException e) {
      throw new IOException(
          file + ": '" + shortened(value) + "' is no path; write the name of a file or folder", e);
    }
  }

  private static String shortened(String text) {
    return PlainText.line(text, LONGEST_SHOWN);
  }

  /** The values in force, whether given or by default. */
  String print(CommandSpec spec) {
    return gson().toJson(json(spec));
  }

  private JsonObject json(CommandSpec spec) {
    JsonObject json = new JsonObject();
    for (OptionSpec option : spec.options()) {
      if (isIn(spec, option.longestName()) && option.getValue() != null) {
        JsonElement value = element(option.getValue());
        boolean none = value.isJsonArray() && value.getAsJsonArray().isEmpty();
        if (!none) {
          json.add(option.longestName().substring(DASHES.length()), value);
        }
      }
    }
    return json;
  }

  /** The values in force for a file in the folder of a training, paths relative to it. */
  byte[] bytes(CommandSpec spec, Path folder) {
    JsonObject json = json(spec);
    json.remove(OUT);
    for (String key : List.copyOf(json.keySet())) {
      String value = isPath(spec, DASHES + key) ? json.get(key).getAsString() : "";
      boolean named = MODELS.contains(DASHES + key) && !Files.exists(Path.of(value));
      if (!value.isEmpty() && !named) {
        json.addProperty(key, relative(folder, value));
      }
    }
    return (gson().toJson(json) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private static String relative(Path folder, String path) {
    String described = RelativePath.from(folder, Path.of(path));
    // With a slash it cannot be taken for the name of a model.
    return described.contains("/") || Path.of(described).isAbsolute()
        ? described
        : "./" + described;
  }

  private static JsonElement element(Object value) {
    if (value instanceof Number number) {
      return new JsonPrimitive(number);
    }
    if (value instanceof Collection<?> items) {
      JsonArray array = new JsonArray();
      items.forEach(item -> array.add(element(item)));
      return array;
    }
    return new JsonPrimitive(value.toString());
  }

  private boolean isIn(CommandSpec spec, String name) {
    OptionSpec option = spec.findOption(name);
    return option != null
        && option.longestName().equals(name)
        && option.arity().max() > 0
        && !excluded.contains(name);
  }

  private Set<String> names(CommandSpec spec) {
    Set<String> names = new TreeSet<>();
    for (OptionSpec option : spec.options()) {
      if (isIn(spec, option.longestName())) {
        names.add(option.longestName().substring(DASHES.length()));
      }
    }
    return names;
  }
}
