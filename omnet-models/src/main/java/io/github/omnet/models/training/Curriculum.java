package io.github.omnet.models.training;

import io.github.omnet.core.OmnetException;
import java.util.List;
import java.util.Optional;

/**
 * The order in which tasks join the training, easy to hard. Weights carry over from stage to stage;
 * a task that joins starts with a fresh head. A stage ends when its iterations are spent, or, if
 * there is a plateau rule and another stage follows, as soon as its loss has flattened; the last
 * stage goes on to the end of all iterations.
 *
 * @param stages one after the other
 * @param plateau when a stage ends early, if ever
 */
public record Curriculum(List<Stage> stages, Optional<Plateau> plateau) {
  /** Stages 1 and 2 take about one epoch each of the paper's twenty. */
  private static final double SHARE_OF_EARLY_STAGES = 0.05;

  /**
   * One stage.
   *
   * @param tasks how many tasks train, from the coarsest
   * @param iterations optimiser steps
   */
  public record Stage(int tasks, long iterations) {
    /**
     * Refuses empty stages.
     *
     * @param tasks how many tasks train
     * @param iterations optimiser steps
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
}
