package io.github.omnet.spark;

import io.github.omnet.core.subject.SubjectSource;
import io.github.omnet.io.dataset.Dataset;
import io.github.omnet.io.dataset.SubjectFiles;
import io.github.omnet.models.plan.TrainingPlan;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * One of several trainings that do not depend on each other: a fold, a seed, a preset.
 *
 * @serial exclude
 */
@SuppressWarnings("InvalidBlockTag") // of the javadoc tool: no page of serialized forms
public final class TrainingTask implements Serializable {
  private static final long serialVersionUID = 1;

  private final String name;
  private final PlanSource plan;
  private final ArrayList<SubjectSource> training = new ArrayList<>();
  private final ArrayList<SubjectSource> validation = new ArrayList<>();

  /** Makes a plan on the executor; a lambda that takes numbers and names along. */
  @FunctionalInterface
  public interface PlanSource extends Serializable {
    /**
     * Makes the plan.
     *
     * @return the same plan each time
     */
    TrainingPlan plan();
  }

  /**
   * Describes a training.
   *
   * @param name of the model and of its folder
   * @param plan makes the plan
   * @param training subjects to train on
   * @param validation subjects that the finished model is scored on; may be empty
   */
  public TrainingTask(String name, PlanSource plan, Dataset training, Dataset validation) {
    this.name = name;
    this.plan = plan;
    for (SubjectFiles files : training) {
      this.training.add(new SharedFiles(files));
    }
    for (SubjectFiles files : validation) {
      this.validation.add(new SharedFiles(files));
    }
  }

  /**
   * Makes a training for each fold of a cross-validation, {@code <name>-fold1} and so on.
   *
   * @param name what the names begin with
   * @param plan makes the plan of each
   * @param subjects all subjects
   * @param folds number of folds
   * @param seed decides which subject is in which fold
   * @return the trainings
   */
  public static List<TrainingTask> folds(
      String name, PlanSource plan, Dataset subjects, int folds, long seed) {
    List<TrainingTask> tasks = new ArrayList<>();
    for (Dataset.Split split : subjects.folds(folds, seed)) {
      String own = name + "-fold" + (tasks.size() + 1);
      tasks.add(new TrainingTask(own, plan, split.training(), split.validation()));
    }
    return tasks;
  }

  /**
   * Returns the name of the training.
   *
   * @return the name of the model and of its folder
   */
  public String name() {
    return name;
  }

  TrainingPlan plan() {
    return plan.plan();
  }

  List<SubjectSource> training() {
    return training;
  }

  List<SubjectSource> validation() {
    return validation;
  }
}
