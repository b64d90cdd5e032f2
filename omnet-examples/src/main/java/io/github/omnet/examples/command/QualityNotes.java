package io.github.omnet.examples.command;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.github.omnet.examples.console.Json;
import io.github.omnet.models.inference.Quality;
import io.github.omnet.models.inference.Segmentation;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** How far segmentations can be trusted, as it stands in JSON and on the terminal. */
final class QualityNotes {
  private static final String FIELD = "quality";

  /** A JSON object for each subject. */
  private final Map<String, Object> bySubject = new ConcurrentSkipListMap<>();

  /** Subjects that were segmented here: what others say of them is out of date. */
  private final Set<String> own = ConcurrentHashMap.newKeySet();

  QualityNotes() {}

  /** Returns the named numbers as an object. */
  static Json object(Quality quality) {
    Json dice = new Json();
    quality.expectedDice().forEach((region, expected) -> dice.with(region.name(), expected));
    return new Json()
        .with("score", quality.score())
        .with("doubtful", quality.isDoubtful())
        .with("expectedDice", dice)
        .with("rimCertainty", quality.rimCertainty());
  }

  /** Prints a line if the quality is doubtful. */
  static void print(Segmentation segmentation, PrintWriter err) {
    if (segmentation.quality().isDoubtful()) {
      err.println(segmentation.subject() + ": warning: " + segmentation.quality().warning());
      err.flush();
    }
  }

  /** Takes the quality of a subject in the place of an earlier one. */
  void add(Segmentation segmentation) {
    own.add(segmentation.subject());
    bySubject.put(segmentation.subject(), object(segmentation.quality()));
  }

  /** Takes over what the record of another run says about subjects not segmented here. */
  void addOthersFrom(Path record) throws IOException {
    try {
      JsonObject old = JsonParser.parseString(Files.readString(record)).getAsJsonObject();
      if (old.has(FIELD)) {
        for (Map.Entry<String, JsonElement> entry : old.getAsJsonObject(FIELD).entrySet()) {
          if (!own.contains(entry.getKey())) {
            bySubject.put(entry.getKey(), entry.getValue().getAsJsonObject());
          }
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

  Map<String, Object> bySubject() {
    return bySubject;
  }
}
