package io.github.omnet.examples.command;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.github.omnet.core.plausibility.Plausibility;
import io.github.omnet.models.inference.Segmentation;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** What is implausible about the images of subjects, as it stands in JSON and on the terminal. */
final class ImageWarnings {
  private static final String FIELD = "plausibility";

  /** Code and text of each warning, by subject; subjects without warnings are left out. */
  private final Map<String, List<Map<String, String>>> bySubject = new ConcurrentSkipListMap<>();

  /** Subjects that were segmented here: what others say of them is out of date. */
  private final Set<String> own = ConcurrentHashMap.newKeySet();

  ImageWarnings() {}

  /** Returns the warnings as objects with {@code code} and {@code text}. */
  static List<Map<String, String>> objects(List<Plausibility.Warning> warnings) {
    return warnings.stream().map(warning -> object(warning.code().name(), warning.text())).toList();
  }

  private static Map<String, String> object(String code, String text) {
    Map<String, String> object = new LinkedHashMap<>();
    object.put("code", code);
    object.put("text", text);
    return object;
  }

  /** Prints a line for each warning. */
  static void print(Segmentation segmentation, PrintWriter err) {
    for (Plausibility.Warning warning : segmentation.warnings()) {
      err.println("omnet: " + segmentation.subject() + ": warning: " + warning.text());
    }
    err.flush();
  }

  /** Takes the warnings of a subject in the place of earlier ones. */
  void add(Segmentation segmentation) {
    own.add(segmentation.subject());
    if (segmentation.warnings().isEmpty()) {
      bySubject.remove(segmentation.subject());
    } else {
      bySubject.put(segmentation.subject(), objects(segmentation.warnings()));
    }
  }

  /** Takes over the warnings in the record of another run, about subjects not segmented here. */
  void addOthersFrom(Path record) throws IOException {
    try {
      JsonObject old = JsonParser.parseString(Files.readString(record)).getAsJsonObject();
      if (!old.has(FIELD)) {
        return;
      }
      for (Map.Entry<String, JsonElement> entry : old.getAsJsonObject(FIELD).entrySet()) {
        List<Map<String, String>> warnings = new ArrayList<>();
        for (JsonElement warning : entry.getValue().getAsJsonArray()) {
          JsonObject fields = warning.getAsJsonObject();
          warnings.add(object(fields.get("code").getAsString(), fields.get("text").getAsString()));
        }
        if (!own.contains(entry.getKey())) {
          bySubject.put(entry.getKey(), List.copyOf(warnings));
        }
      }
    } catch (JsonParseException
        | IllegalStateException
        | ClassCastException
        | NullPointerException
        | UnsupportedOperationException e) {
      throw new IOException(
          record + ": the field " + FIELD + " is not as omnet writes it; choose another --out", e);
    }
  }

  Map<String, List<Map<String, String>>> bySubject() {
    return bySubject;
  }
}
