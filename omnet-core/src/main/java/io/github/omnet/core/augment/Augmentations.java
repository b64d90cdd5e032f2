package io.github.omnet.core.augment;

import static java.util.Map.entry;

import io.github.omnet.core.OmnetException;
import io.github.omnet.core.internal.Parameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Makes augmentations again from what they said of themselves. */
public final class Augmentations {
  private static final Map<String, Function<Parameters, Augmentation>> READERS =
      Map.ofEntries(
          entry("affine", AffineWarp::read),
          entry("biasField", BiasField::read),
          entry("blur", Blur::read),
          entry("coarse", CoarsePerturbation::read),
          entry("dropout", ModalityDropout::read),
          entry("elastic", ElasticWarp::read),
          entry("field", AdditiveField::read),
          entry("flip", Flip::read),
          entry("gamma", Gamma::read),
          entry("lowResolution", LowResolution::read),
          entry("noise", Noise::read),
          entry("scaleShift", ScaleShift::read),
          entry("spatial", SpatialWarp::read),
          entry("tumorContrast", TumorContrast::read),
          entry("turn", QuarterTurn::read));

  private Augmentations() {}

  /**
   * Joins augmentations, one after the other; none at all is allowed and changes nothing.
   *
   * @param steps in the order of application
   * @return the sequence
   */
  public static Augmentation sequence(List<Augmentation> steps) {
    return new AugmentationSequence(steps);
  }

  /**
   * Replays a text: applied to the same voxels, the result gives the same voxels as the
   * augmentation that said it, on any machine.
   *
   * @param text from {@link Augmentation#describe()}, of one augmentation or of a sequence
   * @return an equal augmentation
   * @throws OmnetException naming what cannot be read
   */
  public static Augmentation parse(String text) {
    String trimmed = text.strip();
    if (!trimmed.startsWith("[")) {
      return one(trimmed);
    }
    if (!trimmed.endsWith("]")) {
      throw new OmnetException("'" + text + "' opens a list and does not close it");
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

  /** What is wrong in a text is wrong data, not a wrong call. */
  private static Augmentation one(String text) {
    try {
      return read(text);
    } catch (IllegalArgumentException e) {
      throw new OmnetException("augmentation '" + text.strip() + "': " + e.getMessage(), e);
    }
  }

  private static Augmentation read(String text) {
    Parameters parameters = Parameters.parse(text);
    Function<Parameters, Augmentation> reader = READERS.get(parameters.name());
    if (reader == null) {
      throw new IllegalArgumentException(
          "no augmentation '" + parameters.name() + "'; known: " + new TreeMap<>(READERS).keySet());
    }
    return reader.apply(parameters);
  }
}
