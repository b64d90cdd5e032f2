package io.github.omnet.spark;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import io.github.omnet.io.internal.cohort.CohortRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The commit of one subject: with it, the work on the subject is over.
 *
 * @param settings digest of what decides about the result, the model's weights included
 * @param row what became of the subject
 * @param details what else is known, times included
 */
record Marker(String settings, CohortRow row, JsonObject details) {
  private static final Gson GSON =
      new GsonBuilder().serializeNulls().setPrettyPrinting().disableHtmlEscaping().create();

  boolean isDoneWith(String wanted) {
    return settings.equals(wanted) && row.state() != CohortRow.State.FAILED;
  }

  String toJson() {
    JsonObject json = new JsonObject();
    json.addProperty("subject", row.subject());
    json.addProperty("state", row.state().toString());
    json.addProperty("reason", row.reason());
    json.addProperty("labels", row.labels());
    json.add("voxels", GSON.toJsonTree(row.voxels()));
    json.addProperty("voxelMillilitres", row.voxelMillilitres());
    json.addProperty("sha256", row.sha256());
    json.addProperty("settings", settings);
    json.add("details", details);
    return GSON.toJson(json) + "\n";
  }

  /** Reads what {@link #toJson} wrote; empty if the text is not whole or of another kind. */
  static Optional<Marker> parse(String text) {
    try {
      JsonObject json = JsonParser.parseString(text).getAsJsonObject();
      List<Long> voxels = new ArrayList<>();
      for (JsonElement count : json.getAsJsonArray("voxels")) {
        voxels.add(count.getAsLong());
      }
      CohortRow row =
          new CohortRow(
              text(json, "subject"),
              CohortRow.State.valueOf(text(json, "state").toUpperCase(Locale.ROOT)),
              text(json, "reason"),
              text(json, "labels"),
              voxels,
              json.getAsJsonPrimitive("voxelMillilitres").getAsDouble(),
              text(json, "sha256"));
      return Optional.of(new Marker(text(json, "settings"), row, json.getAsJsonObject("details")));
    } catch (JsonParseException
        | IllegalStateException
        | IllegalArgumentException
        | ClassCastException
        | NullPointerException
        | UnsupportedOperationException e) {
      // Whatever it is, it is no commit, and the subject is done again.
      return Optional.empty();
    }
  }

  private static String text(JsonObject json, String field) {
    JsonPrimitive value = json.getAsJsonPrimitive(field);
    return value.getAsString();
  }
}
