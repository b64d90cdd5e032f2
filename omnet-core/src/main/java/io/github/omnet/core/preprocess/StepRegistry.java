package io.github.omnet.core.preprocess;

import io.github.omnet.core.internal.Parameters;
import io.github.omnet.core.subject.Modality;
import io.github.omnet.core.transform.Foreground;
import io.github.omnet.core.transform.Transform;
import io.github.omnet.core.transform.Transforms;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The steps that a preprocessing's text may name. A model's file can only choose among these: it
 * names steps, never classes.
 */
public final class StepRegistry {
  /** The steps of this library. */
  public static final StepRegistry STANDARD =
      new StepRegistry(
          Map.of(
              "zScore",
              values -> Transforms.zScore(foreground(values)),
              "robustZScore",
              values -> Transforms.robustZScore(foreground(values)),
              "percentileRescale",
              StepRegistry::percentileRescale,
              "histogramStandardization",
              StepRegistry::histogramStandardization,
              "symmetry",
              values -> Transforms.symmetryChannels(numbers(values, "sigmaMm", 1)[0]),
              "location",
              values -> Transforms.locationChannels(),
              "coarse",
              values -> Transforms.coarseChannels()));

  private final Map<String, Function<Map<String, String>, Transform>> readers;

  private StepRegistry(Map<String, Function<Map<String, String>, Transform>> readers) {
    this.readers = readers;
  }

  /**
   * Adds a step of the caller's.
   *
   * @param name what comes before the parenthesis in its {@link Transform#describe()}
   * @param reader makes the step from the values in the parenthesis, by key; throws an {@link
   *     IllegalArgumentException} if they make none
   * @return a new registry
   */
  public StepRegistry with(String name, Function<Map<String, String>, Transform> reader) {
    Map<String, Function<Map<String, String>, Transform>> more = new TreeMap<>(readers);
    if (more.put(name, reader) != null) {
      throw new IllegalArgumentException("the step '" + name + "' exists; choose another name");
    }
    return new StepRegistry(more);
  }

  /**
   * Adds the steps of a preprocessing that this registry does not know, with just the parameters
   * that they have there.
   *
   * @param preprocessing such as that of a training that is to be resumed
   * @return a registry that reads the preprocessing's text
   */
  public StepRegistry including(Preprocessing preprocessing) {
    Map<String, Function<Map<String, String>, Transform>> more = new TreeMap<>(readers);
    List<Transform> steps = new ArrayList<>(preprocessing.steps());
    steps.add(preprocessing.normalisation());
    for (Transform step : steps) {
      Parameters text = Parameters.parse(step.describe());
      more.putIfAbsent(
          text.name(),
          values -> {
            if (!values.equals(text.values())) {
              throw new IllegalArgumentException("expected " + text + ", found " + values);
            }
            return step;
          });
    }
    return new StepRegistry(more);
  }

  /** Makes a step of its text. */
  Transform read(Parameters text) {
    Function<Map<String, String>, Transform> reader = readers.get(text.name());
    if (reader == null) {
      throw new IllegalArgumentException(
          "no step is called '" + text.name() + "'; known: " + new TreeSet<>(readers.keySet()));
    }
    return reader.apply(text.values());
  }

  private static Foreground foreground(Map<String, String> values) {
    String over = values.getOrDefault("over", "");
    return switch (over) {
      case "nonzero" -> Foreground.NON_ZERO;
      case "all" -> Foreground.ALL;
      case "automatic" -> Foreground.AUTOMATIC;
      default -> {
        if (!over.startsWith("not ")) {
          throw new IllegalArgumentException(
              "over must be nonzero, all, automatic or 'not NUMBER', found '" + over + "'");
        }
        yield new Foreground.Not(Float.parseFloat(over.substring("not ".length())));
      }
    };
  }

  private static Transform percentileRescale(Map<String, String> values) {
    double[] percentiles = numbers(values, "percentiles", 2);
    double[] onto = numbers(values, "onto", 2);
    return Transforms.percentileRescale(
        foreground(values), percentiles[0], percentiles[1], onto[0], onto[1]);
  }

  private static Transform histogramStandardization(Map<String, String> values) {
    Map<Modality, double[]> landmarks = new EnumMap<>(Modality.class);
    for (String key : values.keySet()) {
      if (!key.equals("over")) {
        landmarks.put(Modality.valueOf(key), numbers(values, key, -1));
      }
    }
    return Transforms.histogramStandardization(landmarks, foreground(values));
  }

  private static double[] numbers(Map<String, String> values, String key, int count) {
    Parameters one = Parameters.of("step");
    new LinkedHashMap<>(values).forEach(one::with);
    return one.numbers(key, count);
  }

  /** Names of the steps that can be read. */
  @Override
  public String toString() {
    return "StepRegistry" + Collections.unmodifiableSet(new TreeSet<>(readers.keySet()));
  }
}
