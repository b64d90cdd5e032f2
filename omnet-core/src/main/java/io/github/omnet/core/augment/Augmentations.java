package io.github.omnet.core.augment;

import io.github.omnet.core.internal.Parameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Makes augmentations again from what they said of themselves. */
public final class Augmentations {
  private static final Map<String, Function<Parameters, Augmentation>> READERS =
      Map.of(
          "affine", AffineWarp::read,
          "biasField", BiasField::read,
          "blur", Blur::read,
          "dropout", ModalityDropout::read,
          "elastic", ElasticWarp::read,
          "flip", Flip::read,
          "gamma", Gamma::read,
          "noise", Noise::read,
          "scaleShift", ScaleShift::read,
          "turn", QuarterTurn::read);

  private Augmentations() {}

  /**
   * Replays a text: applied to the same voxels, the result gives the same voxels as the
   * augmentation that said it, on any machine.
   *
   * @param text from {@link Augmentation#describe()}, of one augmentation or of a sequence
   * @return an equal augmentation
   * @throws IllegalArgumentException naming what cannot be read
   */
  public static Augmentation parse(String text) {
    String trimmed = text.strip();
    if (!trimmed.startsWith("[")) {
      return one(trimmed);
    }
    if (!trimmed.endsWith("]")) {
      throw new IllegalArgumentException("'" + text + "' opens a list and does not close it");
    }
    String inside = trimmed.substring(1, trimmed.length() - 1);
    List<Augmentation> steps = new ArrayList<>();
    if (!inside.isBlank()) {
      for (String step : inside.split(">", -1)) {
        steps.add(one(step));
      }
    }
    return new AugmentationSequence(steps);
  }

  private static Augmentation one(String text) {
    Parameters parameters = Parameters.parse(text);
    Function<Parameters, Augmentation> reader = READERS.get(parameters.name());
    if (reader == null) {
      throw new IllegalArgumentException(
          "no augmentation '" + parameters.name() + "'; known: " + new TreeMap<>(READERS).keySet());
    }
    return reader.apply(parameters);
  }
}
