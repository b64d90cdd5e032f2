package io.github.omnet.examples.command;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.github.omnet.core.subject.TumorRegion;
import io.github.omnet.models.packaging.ModelPackage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option {@code --scores}: what a model reaches on subjects that it has not seen. */
final class ScoresOption {
  /** A subject takes about 2 KiB. */
  private static final long MOST_BYTES = 1L << 28;

  /** Digits of a score that are kept. */
  private static final double DIGITS = 1e4;

  @Option(
      names = "--scores",
      paramLabel = "FILE",
      description =
          "What 'evaluate --json' prints of the model's segmentations: the model then says these"
              + " scores (mean Dice, median HD95) and subjects. Default: as the model has them.")
  @Nullable Path file;

  ScoresOption() {}

  /** The model with the scores, if any are given. */
  ModelPackage applyTo(ModelPackage model) throws IOException {
    if (file == null) {
      return model;
    }
    List<String> subjects;
    Map<String, Double> metrics = new LinkedHashMap<>();
    try {
      JsonObject scores =
          JsonParser.parseString(TextFile.read(file, "a file of scores", MOST_BYTES))
              .getAsJsonObject();
      subjects = List.copyOf(scores.getAsJsonObject("subjects").keySet());
      JsonObject summary = scores.getAsJsonObject("summary");
      for (TumorRegion region : TumorRegion.values()) {
        JsonObject of = summary.getAsJsonObject(region.toString());
        put(metrics, "dice " + region, of.getAsJsonObject("dice"), "mean");
        put(metrics, "hd95 " + region, of.getAsJsonObject("hd95"), "median");
      }
    } catch (JsonParseException
        | NullPointerException
        | IllegalStateException
        | ClassCastException
        | NumberFormatException
        | UnsupportedOperationException e) {
      throw none(e);
    }
    if (subjects.isEmpty() || metrics.isEmpty()) {
      throw none(null);
    }
    return model.withScores(subjects, metrics);
  }

  private IOException none(@Nullable Throwable cause) {
    return new IOException(
        file
            + ": holds no scores of a folder of segmentations; write them with 'omnet evaluate"
            + " --prediction DIR --reference DIR --json > FILE'",
        cause);
  }

  private static void put(
      Map<String, Double> metrics, String name, JsonObject summary, String statistic) {
    if (summary.has(statistic) && !summary.get(statistic).isJsonNull()) {
      metrics.put(name, Math.round(summary.get(statistic).getAsDouble() * DIGITS) / DIGITS);
    }
  }
}
