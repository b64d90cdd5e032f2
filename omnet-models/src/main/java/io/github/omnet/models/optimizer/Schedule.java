package io.github.omnet.models.optimizer;

import io.github.omnet.core.OmnetException;

/**
 * How the learning rate changes in the course of a training: a factor for each iteration, from 0.
 *
 * <p>The factor begins at 1 (but for a warm-up) and is a pure function of the iteration, the same
 * on every machine, so there is nothing to save. The text form, such as {@code poly(0.9)}, says
 * which curve; warm-up and number of iterations are given beside it.
 *
 * <p>Users may write their own. Its text form is part of a training's identity: two schedules with
 * the same text must give the same factors.
 */
public interface Schedule {
  /**
   * The factor on the learning rate.
   *
   * @param iteration from 0; beyond the last one a curve stays at its end
   * @return in [0, 1]
   * @throws OmnetException if the iteration is negative
   */
  double factorAt(long iteration);

  /**
   * The text form without the warm-up.
   *
   * @return such as {@code constant}, {@code step(80000,0.5)}, {@code poly(0.9)}, {@code cosine}
   */
  @Override
  String toString();

  /**
   * Always 1.
   *
   * @return the schedule
   */
  static Schedule constant() {
    return new Curves.Constant();
  }

  /**
   * {@code factor^floor(iteration / every)}. The release's solver has {@code step(80_000, 0.5)}.
   *
   * @param every iterations from one step to the next, at least 1
   * @param factor in (0, 1]
   * @return the schedule
   */
  static Schedule step(long every, double factor) {
    return new Curves.Step(every, factor);
  }

  /**
   * {@code (1 - iteration / iterations)^power}, 0 at the end. nnU-Net has the power 0.9.
   *
   * @param power above 0
   * @param iterations length of the curve, at least 1
   * @return the schedule
   */
  static Schedule polynomial(double power, long iterations) {
    return new Curves.Polynomial(power, iterations);
  }

  /**
   * Half a period of a cosine, {@code (1 + cos(pi * iteration / iterations)) / 2}, 0 at the end.
   *
   * @param iterations length of the curve, at least 1
   * @return the schedule
   */
  static Schedule cosine(long iterations) {
    return new Curves.Cosine(iterations);
  }

  /**
   * This schedule after a warm-up: {@code (iteration + 1) / (warmUp + 1)} for so many iterations,
   * and then this one from its beginning, which so ends later by as many.
   *
   * @param warmUp iterations, at least 0; replaces a warm-up that is there already
   * @return the schedule
   */
  default Schedule withWarmUp(long warmUp) {
    return warmUp == 0 ? this : new Curves.WarmUp(warmUp, this);
  }

  /**
   * Reads the text form.
   *
   * @param text one of {@code constant}, {@code step(EVERY,FACTOR)}, {@code poly(POWER)} and {@code
   *     cosine}, in any case
   * @param warmUp iterations before the curve begins, at least 0
   * @param iterations of the whole training, warm-up included; the curve ends with it
   * @return the schedule; its {@link #toString} gives the text back
   * @throws OmnetException naming the known ones, or the number that is out of range
   */
  static Schedule parse(String text, long warmUp, long iterations) {
    if (warmUp < 0 || warmUp >= iterations) {
      throw new OmnetException(
          "a warm-up must be at least 0 and shorter than the training, found "
              + warmUp
              + " of "
              + iterations
              + " iterations");
    }
    return Curves.parse(text, iterations - warmUp).withWarmUp(warmUp);
  }
}
