package io.github.omnet.models.training;

import io.github.omnet.core.OmnetException;
import io.github.omnet.core.sampling.PatchSampler;
import io.github.omnet.core.subject.LabelScheme;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.models.network.NetworkConfig;

/**
 * Everything that decides a training but the subjects.
 *
 * @param network what is trained
 * @param curriculum which tasks when, and how long
 * @param scheme what the network's classes stand for
 * @param patch extent of the patches, multiples of 8
 * @param patchesPerTask patches of each task's stream in one optimiser step; 20 in the release
 * @param microBatch patches that pass through the network at once; batch normalisation sees these
 * @param sgd the optimiser
 * @param transfer which patches count for the tasks of other streams
 * @param bnMomentum share of batch normalisation's running statistics that stays at each pass
 * @param recalibration optimiser batches over which running statistics are averaged at the end
 * @param seed decides weights, patches and dropout
 */
public record TrainingPlan(
    NetworkConfig network,
    Curriculum curriculum,
    LabelScheme scheme,
    Shape patch,
    int patchesPerTask,
    int microBatch,
    SgdConfig sgd,
    TransferRule transfer,
    float bnMomentum,
    int recalibration,
    long seed) {
  private static final int MULTIPLE = 8;

  /**
   * Refuses what cannot be trained.
   *
   * @param network what is trained
   * @param curriculum which tasks when
   * @param scheme what the classes stand for
   * @param patch extent of the patches
   * @param patchesPerTask patches of each stream in one step
   * @param microBatch patches that pass at once
   * @param sgd the optimiser
   * @param transfer which patches count for other tasks
   * @param bnMomentum share of running statistics that stays
   * @param recalibration batches of the final statistics
   * @param seed decides everything random
   */
  public TrainingPlan {
    for (int axis = 0; axis < 3; axis++) {
      if (patch.axis(axis) % MULTIPLE != 0) {
        throw new OmnetException("patch sides must be multiples of 8, found " + patch);
      }
    }
    if (patchesPerTask < 1 || microBatch < 1 || recalibration < 0) {
      throw new OmnetException(
          "patches per task and micro-batch must be at least 1, found "
              + patchesPerTask
              + " and "
              + microBatch);
    }
    requireTasks(network, scheme);
    for (Curriculum.Stage stage : curriculum.stages()) {
      if (stage.tasks() > network.classes().size()) {
        throw new OmnetException(
            "the curriculum trains "
                + stage.tasks()
                + " tasks, the network has "
                + network.classes().size());
      }
    }
  }

  /** Tasks 1 and 2 tell all classes of the scheme apart, task 3 enhancing from the rest. */
  private static void requireTasks(NetworkConfig network, LabelScheme scheme) {
    for (int task = 0; task < network.classes().size(); task++) {
      int classes = network.classes().get(task);
      boolean fits = task < 2 ? classes >= scheme.labels().size() : classes == 2;
      if (!fits || task > 2) {
        throw new OmnetException(
            "classes "
                + network.classes()
                + " do not fit the three tasks on "
                + scheme
                + ": at least "
                + scheme.labels().size()
                + " for tasks 1 and 2, and 2 for task 3");
      }
    }
  }

  /**
   * OM-Net with the papers' curriculum and transfer at a size that a workstation trains:
   * micro-batches of about 8 patches, and an optimiser that reaches the release's step size (rate /
   * (1 - momentum) = 0.1) sooner.
   *
   * @param width channels of the first level
   * @param iterations optimiser steps
   * @param patchesPerTask patches of each stream in one step
   * @param seed decides everything random
   * @return the plan
   */
  public static TrainingPlan omNet(int width, long iterations, int patchesPerTask, long seed) {
    return new TrainingPlan(
        NetworkConfig.omNet(width),
        Curriculum.paper(iterations),
        LabelScheme.BRATS2021,
        PatchSampler.DEFAULT_PATCH,
        patchesPerTask,
        8,
        new SgdConfig(0.01, 0.9, 5e-4, Math.max(1, iterations / 4)),
        TransferRule.RELEASE,
        0.99f,
        20,
        seed);
  }

  /**
   * The same with other patches.
   *
   * @param extent of the patches
   * @return a new plan
   */
  public TrainingPlan withPatch(Shape extent) {
    return new TrainingPlan(
        network,
        curriculum,
        scheme,
        extent,
        patchesPerTask,
        microBatch,
        sgd,
        transfer,
        bnMomentum,
        recalibration,
        seed);
  }

  /**
   * The same with another optimiser.
   *
   * @param optimizer rate, momentum, decay
   * @return a new plan
   */
  public TrainingPlan withSgd(SgdConfig optimizer) {
    return new TrainingPlan(
        network,
        curriculum,
        scheme,
        patch,
        patchesPerTask,
        microBatch,
        optimizer,
        transfer,
        bnMomentum,
        recalibration,
        seed);
  }

  /**
   * The same with another curriculum.
   *
   * @param order which tasks when
   * @return a new plan
   */
  public TrainingPlan withCurriculum(Curriculum order) {
    return new TrainingPlan(
        network,
        order,
        scheme,
        patch,
        patchesPerTask,
        microBatch,
        sgd,
        transfer,
        bnMomentum,
        recalibration,
        seed);
  }
}
