package io.github.omnet.core.preprocess;

import io.github.omnet.core.OmnetException;
import io.github.omnet.core.internal.Parameters;
import io.github.omnet.core.subject.Modality;
import io.github.omnet.core.volume.Orientation;
import io.github.omnet.core.volume.Spacing;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Takes the text of a preprocessing apart. */
final class PreprocessingText {
  private static final int MOST_CHARACTERS = 1 << 16;
  private static final int MOST_STEPS = 32;

  private final StepRegistry registry;

  PreprocessingText(StepRegistry registry) {
    this.registry = registry;
  }

  Preprocessing parse(String text) {
    if (text.length() > MOST_CHARACTERS) {
      throw new OmnetException(
          "a preprocessing has at most " + MOST_CHARACTERS + " characters, found " + text.length());
    }
    String[] parts = text.split(Preprocessing.SEPARATOR, -1);
    if (parts.length > MOST_STEPS) {
      throw new OmnetException(
          "a preprocessing has at most " + MOST_STEPS + " steps, found " + parts.length);
    }
    Deque<String> left = new ArrayDeque<>(List.of(parts));
    Parameters select = step(left, Preprocessing.MODALITIES);
    Parameters turn = step(left, "reorient");
    Optional<Parameters> resample =
        left.peek() != null && left.peek().startsWith(ResampleBrain.NAME + "(")
            ? Optional.of(step(left, ResampleBrain.NAME))
            : Optional.empty();
    Parameters crop = step(left, "cropToBrain");
    return known(
        text,
        () -> {
          if (crop.whole("margin") != 0) {
            throw new IllegalArgumentException("the margin must be 0 in " + crop);
          }
          Preprocessing found =
              Preprocessing.DEFAULT
                  .withModalities(modalities(select))
                  .withMissingAsZero(missing(select))
                  .withOrientation(Orientation.of(turn.word("to")))
                  .withSpacing(resample.map(PreprocessingText::spacing));
          String normalisation = left.poll();
          if (normalisation == null) {
            throw new IllegalArgumentException("a normalisation must follow cropToBrain");
          }
          found = found.withNormalisation(registry.read(Parameters.parse(normalisation)));
          for (String step : left) {
            found = found.withStep(registry.read(Parameters.parse(step)));
          }
          return found;
        });
  }

  private static List<Modality> modalities(Parameters select) {
    return Stream.of(select.word("names").split(" +")).map(Modality::valueOf).toList();
  }

  private static boolean missing(Parameters select) {
    String word = select.values().getOrDefault("missing", "");
    if (!word.isEmpty() && !word.equals(Preprocessing.MISSING_AS_ZERO)) {
      throw new IllegalArgumentException("missing must be zero, found '" + word + "'");
    }
    return !word.isEmpty();
  }

  private static Spacing spacing(Parameters resample) {
    double[] mm = resample.numbers("to", 3);
    return new Spacing(mm[0], mm[1], mm[2]);
  }

  private static Parameters step(Deque<String> left, String name) {
    String text = left.poll();
    Parameters found = known(String.valueOf(text), () -> Parameters.parse(orNothing(text)));
    if (!found.name().equals(name)) {
      throw new OmnetException("a preprocessing's step " + name + " is expected, found " + text);
    }
    return found;
  }

  private static String orNothing(@Nullable String text) {
    return text == null ? "" : text;
  }

  /** What is wrong in a text is wrong data, not a wrong call. */
  private static <T> T known(String text, Supplier<T> reading) {
    try {
      return reading.get();
    } catch (IllegalArgumentException | OmnetException e) {
      throw new OmnetException("preprocessing '" + text + "': " + e.getMessage(), e);
    }
  }
}
