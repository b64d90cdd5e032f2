package io.github.omnet.models.optimizer;

import io.github.omnet.core.OmnetException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The schedules there are. StrictMath, so that a curve is the same on every JDK. */
final class Curves {
  private static final Pattern CALL = Pattern.compile("([a-z]+)(?:\\(([^()]*)\\))?");

  private Curves() {}

  record Constant() implements Schedule {
    @Override
    public double factorAt(long iteration) {
      requireIteration(iteration);
      return 1;
    }

    @Override
    public String toString() {
      return "constant";
    }
  }

  record Step(long every, double factor) implements Schedule {
    Step {
      require(every >= 1, "a step comes after at least 1 iteration, found " + every);
      require(factor > 0 && factor <= 1, "a step's factor is in (0, 1], found " + factor);
    }

    @Override
    public double factorAt(long iteration) {
      long steps = requireIteration(iteration) / every;
      return StrictMath.pow(factor, (double) steps);
    }

    @Override
    public String toString() {
      return "step(" + every + "," + text(factor) + ")";
    }
  }

  record Polynomial(double power, long iterations) implements Schedule {
    Polynomial {
      require(
          power > 0 && power < Double.POSITIVE_INFINITY,
          "a polynomial's power is above 0, found " + power);
      requireLength(iterations);
    }

    @Override
    public double factorAt(long iteration) {
      return StrictMath.pow(1 - progress(iteration, iterations), power);
    }

    @Override
    public String toString() {
      return "poly(" + text(power) + ")";
    }
  }

  record Cosine(long iterations) implements Schedule {
    Cosine {
      requireLength(iterations);
    }

    @Override
    public double factorAt(long iteration) {
      return (1 + StrictMath.cos(Math.PI * progress(iteration, iterations))) / 2;
    }

    @Override
    public String toString() {
      return "cosine";
    }
  }

  record WarmUp(long length, Schedule then) implements Schedule {
    WarmUp {
      require(length >= 1, "a warm-up has at least 0 iterations, found " + length);
    }

    @Override
    public double factorAt(long iteration) {
      return requireIteration(iteration) < length
          ? (iteration + 1.0) / (length + 1.0)
          : then.factorAt(iteration - length);
    }

    @Override
    public Schedule withWarmUp(long other) {
      return then.withWarmUp(other);
    }

    @Override
    public String toString() {
      return then.toString();
    }
  }

  static Schedule parse(String text, long iterations) {
    Matcher call = CALL.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (!call.matches()) {
      throw unknown(text);
    }
    List<String> arguments =
        call.group(2) == null ? List.of() : List.of(call.group(2).split(",", -1));
    try {
      return switch (call.group(1) + arguments.size()) {
        case "constant0" -> new Constant();
        case "step2" ->
            new Step(Long.parseLong(arguments.get(0).strip()), number(arguments.get(1)));
        case "poly1" -> new Polynomial(number(arguments.get(0)), iterations);
        case "cosine0" -> new Cosine(iterations);
        default -> throw unknown(text);
      };
    } catch (NumberFormatException e) {
      throw unknown(text);
    }
  }

  private static double number(String text) {
    return Double.parseDouble(text.strip());
  }

  private static OmnetException unknown(String text) {
    return new OmnetException(
        "'"
            + text
            + "' is no schedule of the learning rate; use constant, step(EVERY,FACTOR) as in"
            + " step(80000,0.5), poly(POWER) as in poly(0.9), or cosine");
  }

  /** Without an exponent or needless zeros; reads back as the same number. */
  private static String text(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }

  private static double progress(long iteration, long iterations) {
    return Math.min(1, (double) requireIteration(iteration) / iterations);
  }

  private static long requireIteration(long iteration) {
    require(iteration >= 0, "iterations are counted from 0, found " + iteration);
    return iteration;
  }

  private static void requireLength(long iterations) {
    require(iterations >= 1, "a curve has at least 1 iteration, found " + iterations);
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new OmnetException(message);
    }
  }
}
