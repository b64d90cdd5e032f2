package io.github.omnet.examples.command;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.github.omnet.core.OmnetException;
import io.github.omnet.core.internal.RegularFile;
import io.github.omnet.core.subject.LabelScheme;
import io.github.omnet.examples.console.Json;
import io.github.omnet.models.packaging.InferenceSettings;
import io.github.omnet.models.packaging.ModelPackage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What all segmentations of one folder must have in common, so that whoever evaluates them knows
 * what they are.
 *
 * @param weights fingerprint of the model, or of all of an ensemble; with the number of mirrored
 *     copies where there are any
 * @param labels scheme written
 * @param inference windows and post-processing
 * @param coarse the same of the coarse level of a two-level model
 */
record CohortOrigin(
    String weights,
    LabelScheme labels,
    InferenceSettings inference,
    Optional<InferenceSettings> coarse) {
  private static final List<String> FIELDS = List.of("weights", "labels", "inference");

  /** What models write together that run with the first one's settings. */
  static CohortOrigin of(List<ModelPackage> models, int copies, LabelScheme labels) {
    String weights =
        models.stream().map(ModelPackage::fingerprint).collect(Collectors.joining("+"));
    return new CohortOrigin(
        copies == 1 ? weights : weights + " x " + copies,
        labels,
        models.get(0).manifest().inference(),
        models.get(0).coarse().map(level -> level.manifest().inference()));
  }

  /** Adds the fields to a record. */
  Json addTo(Json json) {
    Json settings = settings(inference);
    coarse.ifPresent(level -> settings.with("coarse", settings(level)));
    return json.with("weights", weights).with("labels", labels).with("inference", settings);
  }

  private static Json settings(InferenceSettings of) {
    Json settings =
        new Json()
            .with("window", List.of(of.windowX(), of.windowY(), of.windowZ()))
            .with("overlap", of.overlap())
            .with("blending", of.blending().toString())
            .with("batch", of.batch())
            .with("dilation", of.dilation())
            .with("fit", of.fit())
            .with("postProcessing", of.postProcessing());
    // Absent as in records from before there were thresholds and shares.
    of.thresholds().ifPresent(t -> settings.with("thresholds", t));
    return of.coarseShare() == 0 ? settings : settings.with("coarseShare", of.coarseShare());
  }

  /** Refuses to add to results whose record says otherwise. */
  void requireSame(Path record) throws IOException {
    JsonObject old = read(record);
    JsonObject now = JsonParser.parseString(addTo(new Json()).toString()).getAsJsonObject();
    for (String field : FIELDS) {
      JsonElement found = old.get(field);
      if (!now.get(field).equals(found)) {
        throw new OmnetException(
            record
                + ": these results have "
                + field
                + " "
                + (found == null ? "not recorded" : found)
                + ", this run has "
                + now.get(field)
                + "; choose another --out");
      }
    }
  }

  private static JsonObject read(Path record) throws IOException {
    try {
      return JsonParser.parseString(Files.readString(RegularFile.require(record)))
          .getAsJsonObject();
    } catch (JsonParseException | IllegalStateException e) {
      throw new OmnetException(record + ": not a record of this program; choose another --out", e);
    }
  }
}
