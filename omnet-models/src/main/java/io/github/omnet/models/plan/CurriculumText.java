package io.github.omnet.models.plan;

import io.github.omnet.core.OmnetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the text form of a {@link Curriculum}. */
final class CurriculumText {
  /** Tasks, length, unit of the length, transfer; all but the first may be missing. */
  private static final Pattern STAGE =
      Pattern.compile("([1-9])(?::(?:(\\d{1,15})(ep)?)?(?::([^:]+))?)?");

  private final OptionalLong iterations;
  private final long stepsPerEpoch;
  private final List<Curriculum.Stage> stages = new ArrayList<>();
  private long steps;

  CurriculumText(OptionalLong iterations, long stepsPerEpoch) {
    this.iterations = iterations;
    this.stepsPerEpoch = stepsPerEpoch;
  }

  Curriculum read(String text) {
    String[] parts = text.split(",", -1);
    for (int n = 0; n < parts.length; n++) {
      add(parts[n].strip(), n == parts.length - 1);
    }
    if (iterations.isPresent() && iterations.getAsLong() != steps) {
      throw new OmnetException(
          "the stages "
              + text
              + " take "
              + steps
              + " steps and the training is to take "
              + iterations.getAsLong()
              + "; leave out one of the two, or the length of the last stage, which is then what"
              + " remains");
    }
    return new Curriculum(stages, Optional.empty());
  }

  private void add(String text, boolean last) {
    Matcher stage = STAGE.matcher(text);
    if (!stage.matches() || (stage.group(2) == null && !last)) {
      throw new OmnetException(
          "'"
              + text
              + "' is no stage of a curriculum; one is TASKS:LENGTH or TASKS:LENGTH:TRANSFER, such"
              + " as 1:200 (steps), 2:3ep (epochs) or 2:3ep:none, and only the last may do without"
              + " its length");
    }
    long length = stage.group(2) == null ? remaining(text) : length(stage);
    Optional<TransferRule> transfer = Optional.ofNullable(stage.group(4)).map(TransferRule::parse);
    stages.add(new Curriculum.Stage(Integer.parseInt(stage.group(1)), length, transfer));
    steps += length;
  }

  private long length(Matcher stage) {
    long number = Long.parseLong(stage.group(2));
    return stage.group(3) == null ? number : Math.multiplyExact(number, stepsPerEpoch);
  }

  private long remaining(String text) {
    if (iterations.isEmpty() || iterations.getAsLong() <= steps) {
      throw new OmnetException(
          "stage '"
              + text
              + "' has no length, and nothing remains for it: the stages before take "
              + steps
              + (iterations.isEmpty()
                  ? " steps, and no number of steps in all was given"
                  : " of " + iterations.getAsLong() + " steps"));
    }
    return iterations.getAsLong() - steps;
  }
}
