package io.github.omnet.models.training;

import io.github.omnet.core.OmnetException;
import java.util.List;

/**
 * The order in which tasks join the training, easy to hard. Weights carry over from stage to stage;
 * a task that joins starts with a fresh head. Stages end when their iterations are spent; a loss
 * that flattens earlier changes nothing yet.
 *
 * @param stages one after the other
 */
public record Curriculum(List<Stage> stages) {
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
   * Copies the list.
   *
   * @param stages one after the other
   */
  public Curriculum {
    stages = List.copyOf(stages);
    if (stages.isEmpty()) {
      throw new OmnetException("a curriculum needs at least one stage");
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
        List.of(new Stage(1, early), new Stage(2, early), new Stage(3, iterations - 2 * early)));
  }

  /**
   * All tasks from the first step on: no curriculum.
   *
   * @param tasks how many
   * @param iterations optimiser steps in all
   * @return the curriculum
   */
  public static Curriculum joint(int tasks, long iterations) {
    return new Curriculum(List.of(new Stage(tasks, iterations)));
  }

  /**
   * Optimiser steps of all stages.
   *
   * @return the sum
   */
  public long iterations() {
    return stages.stream().mapToLong(Stage::iterations).sum();
  }

  /**
   * How many tasks train at a step.
   *
   * @param iteration from 0
   * @return tasks of the stage it falls into; of the last stage if it lies beyond
   */
  public int tasksAt(long iteration) {
    long end = 0;
    for (Stage stage : stages) {
      end += stage.iterations();
      if (iteration < end) {
        return stage.tasks();
      }
    }
    return stages.get(stages.size() - 1).tasks();
  }
}
