package io.github.omnet.models.plan;

import io.github.omnet.core.OmnetException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * The order in which tasks join the training, easy to hard. Weights carry over from stage to stage;
 * a task that joins starts with a fresh head. A stage ends when its iterations are spent, or, if
 * there is a plateau rule and another stage follows, as soon as its loss has flattened; the last
 * stage lasts until the end of all iterations.
 *
 * @param stages one after the other
 * @param plateau when a stage ends early, if ever
 */
public record Curriculum(List<Stage> stages, Optional<Plateau> plateau) {
  /**
   * Patches of task 1 in an epoch unless another number is chosen: 250 steps of 8, as nnU-Net's.
   */
  public static final long EPOCH_PATCHES = 2000;

  /** Stages 1 and 2 take about one epoch each of the paper's twenty. */
  private static final double SHARE_OF_EARLY_STAGES = 0.05;

  /**
   * One stage.
   *
   * @param tasks how many tasks train, from the coarsest
   * @param iterations optimiser steps; for epochs see {@link #stepsPerEpoch}
   * @param transfer which patches count for the tasks of other streams in this stage; empty for the
   *     plan's rule
   */
  public record Stage(int tasks, long iterations, Optional<TransferRule> transfer) {
    /**
     * Refuses empty stages.
     *
     * @param tasks how many tasks train
     * @param iterations optimiser steps
     * @param transfer which patches count for other tasks
     */
    public Stage {
      if (tasks < 1 || iterations < 0) {
        throw new OmnetException(
            "a stage trains at least 1 task for at least 0 iterations, found "
                + tasks
                + " and "
                + iterations);
      }
    }

    /**
     * A stage with the plan's transfer.
     *
     * @param tasks how many tasks train
     * @param iterations optimiser steps
     */
    public Stage(int tasks, long iterations) {
      this(tasks, iterations, Optional.empty());
    }

    /** The text form, such as {@code 2:200}. */
    @Override
    public String toString() {
      return tasks + ":" + iterations + transfer.map(rule -> ":" + rule).orElse("");
    }
  }

  /**
   * Copies the list, and refuses a plateau rule that cannot end any stage.
   *
   * @param stages one after the other
   * @param plateau when a stage ends early, if ever
   */
  public Curriculum {
    stages = List.copyOf(stages);
    if (stages.isEmpty()) {
      throw new OmnetException("a curriculum needs at least one stage");
    }
    if (plateau.isPresent()) {
      requireRoom(plateau.get(), stages.subList(0, stages.size() - 1));
    }
  }

  /** A rule that never could act is a mistake, and better found before the training than after. */
  private static void requireRoom(Plateau rule, List<Stage> early) {
    long shortest =
        early.stream().mapToLong(Stage::iterations).filter(steps -> steps > 0).min().orElse(0);
    if (shortest == 0) {
      throw new OmnetException(
          "a plateau ends every stage early but the last, and there is no other; leave the plateau"
              + " out, or train in stages");
    }
    if (2L * rule.window() > shortest) {
      throw new OmnetException(
          "a plateau of "
              + rule.window()
              + " steps is found by comparing two times so many, but the shortest stage before the"
              + " last has "
              + shortest
              + (shortest < 2
                  ? "; make the stages longer, or leave the plateau out"
                  : ": at most " + shortest / 2 + " fit, or make the stages longer"));
    }
  }

  /**
   * The papers' three stages: a twentieth for task 1 alone, a twentieth with task 2, the rest with
   * all three.
   *
   * @param iterations optimiser steps in all
   * @return the curriculum
   */
  public static Curriculum paper(long iterations) {
    long early = Math.round(SHARE_OF_EARLY_STAGES * iterations);
    return new Curriculum(
        List.of(new Stage(1, early), new Stage(2, early), new Stage(3, iterations - 2 * early)),
        Optional.empty());
  }

  /**
   * All tasks from the first step on: no curriculum.
   *
   * @param tasks how many
   * @param iterations optimiser steps in all
   * @return the curriculum
   */
  public static Curriculum joint(int tasks, long iterations) {
    return new Curriculum(List.of(new Stage(tasks, iterations)), Optional.empty());
  }

  /**
   * Reads the text form: stages separated by commas, each {@code TASKS:LENGTH} or {@code
   * TASKS:LENGTH:TRANSFER}, such as {@code 1:1ep,2:1ep,3:18ep}. A length is in optimiser steps, or
   * in epochs with {@code ep} behind it; the last stage may do without and then has what remains. A
   * transfer is as {@link TransferRule#parse} has it; without one the plan's holds.
   *
   * @param text the stages
   * @param iterations optimiser steps in all; may be empty if the last stage has a length, and must
   *     agree with it otherwise
   * @param stepsPerEpoch see {@link #stepsPerEpoch}
   * @return a curriculum without plateau
   * @throws OmnetException saying what is wrong with the text, or that the lengths do not add up
   */
  public static Curriculum parse(String text, OptionalLong iterations, long stepsPerEpoch) {
    return new CurriculumText(iterations, stepsPerEpoch).read(text);
  }

  /**
   * Tells what counts as an epoch where the length of a stage is given in epochs: as many optimiser
   * steps as it takes to draw so many patches for task 1.
   *
   * <p>Patches are drawn at random, so an epoch is a measure of work and no pass over the data. The
   * default of 2000 makes 250 steps of 8 patches: nnU-Net's epoch, which is 250 steps whatever the
   * data. For MONAI's, a pass over the subjects with some samples of each, take the number of
   * subjects times that of samples. An epoch of the paper, whose 400,000 steps of 20 patches are
   * about 20 epochs, has some 400,000 patches.
   *
   * @param patches of task 1 in an epoch, such as {@link #EPOCH_PATCHES}
   * @param patchesPerTask patches drawn for task 1 in each optimiser step
   * @return steps, rounded up
   * @throws OmnetException if an epoch has no patch
   */
  public static long stepsPerEpoch(long patches, int patchesPerTask) {
    if (patches < 1) {
      throw new OmnetException("an epoch has at least 1 patch, found " + patches);
    }
    return (patches + patchesPerTask - 1) / patchesPerTask;
  }

  /**
   * The same with stages that end early.
   *
   * @param rule when a stage ends
   * @return a new curriculum
   */
  public Curriculum with(Plateau rule) {
    return new Curriculum(stages, Optional.of(rule));
  }

  /**
   * Optimiser steps of all stages.
   *
   * @return the sum
   */
  public long iterations() {
    return stages.stream().mapToLong(Stage::iterations).sum();
  }

  /** The text form, lengths in steps, and the plateau rule. */
  @Override
  public String toString() {
    String text = stages.stream().map(Stage::toString).collect(Collectors.joining(","));
    return text + plateau.map(rule -> ", each but the last until " + rule).orElse("");
  }

  /**
   * When a loss has flattened: its mean over the last {@code window} steps is not lower than the
   * mean over the window before by the given share.
   *
   * @param window steps in each of the two means
   * @param improvement share of the earlier mean, such as 0.05
   */
  public record Plateau(int window, double improvement) {
    /**
     * Refuses what never or always holds.
     *
     * @param window steps in each of the two means
     * @param improvement share of the earlier mean
     */
    public Plateau {
      if (window < 1 || !(improvement >= 0 && improvement < 1)) {
        throw new OmnetException(
            "a plateau needs a window of at least 1 step and an improvement in [0, 1), found "
                + window
                + " and "
                + improvement);
      }
    }

    /**
     * Returns whether the loss has flattened.
     *
     * @param losses one for each step, the last at the end
     * @return false until two windows are full
     */
    public boolean reached(List<Float> losses) {
      int end = losses.size();
      if (end < 2 * window) {
        return false;
      }
      double before = mean(losses.subList(end - 2 * window, end - window));
      double last = mean(losses.subList(end - window, end));
      return last > before * (1 - improvement);
    }

    private static double mean(List<Float> losses) {
      return losses.stream().mapToDouble(Float::doubleValue).average().orElseThrow();
    }

    /** Such as {@code 100 steps gain less than 0.02}. */
    @Override
    public String toString() {
      return window + " steps gain less than " + improvement;
    }
  }
}
