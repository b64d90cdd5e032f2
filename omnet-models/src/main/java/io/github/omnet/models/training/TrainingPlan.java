package io.github.omnet.models.training;

import io.github.omnet.core.OmnetException;
import io.github.omnet.core.sampling.PatchSampler;
import io.github.omnet.core.subject.LabelScheme;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.models.loss.TaskLoss;
import io.github.omnet.models.network.Architecture;
import io.github.omnet.models.network.NetworkConfig;
import io.github.omnet.models.optimizer.OptimizerConfig;
import io.github.omnet.models.optimizer.Schedule;
import io.github.omnet.models.optimizer.SgdConfig;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Everything that decides a training but the subjects and the device.
 *
 * @param architecture which of the published networks
 * @param network its channels, classes and width
 * @param curriculum which tasks when, and how long
 * @param scheme what the network's classes stand for
 * @param patch extent of the patches, multiples of 8
 * @param patchesPerTask patches of each task's stream in one optimiser step; 20 in the release
 * @param microBatch patches that pass through the network at once; batch normalisation sees these
 * @param loss of every task
 * @param optimizer how parameters follow their gradients
 * @param schedule what the optimiser's rate is multiplied by, step by step
 * @param clipNorm norm to which larger gradients, over all parameters, are scaled down; infinite
 *     for never
 * @param transfer which patches count for the tasks of other streams
 * @param augmentation random changes of the patches
 * @param bnMomentum share of batch normalisation's running statistics that stays at each pass
 * @param recalibration optimiser batches over which running statistics are averaged at the end; 0
 *     keeps what momentum made of them
 * @param seed decides weights, patches, augmentation and dropout
 */
public record TrainingPlan(
    Architecture architecture,
    NetworkConfig network,
    Curriculum curriculum,
    LabelScheme scheme,
    Shape patch,
    int patchesPerTask,
    int microBatch,
    TaskLoss loss,
    OptimizerConfig optimizer,
    Schedule schedule,
    double clipNorm,
    TransferRule transfer,
    TrainingAugmentation augmentation,
    float bnMomentum,
    int recalibration,
    long seed) {
  private static final int MULTIPLE = 8;

  /**
   * Refuses what cannot be trained.
   *
   * @param architecture which network
   * @param network its channels, classes and width
   * @param curriculum which tasks when
   * @param scheme what the classes stand for
   * @param patch extent of the patches
   * @param patchesPerTask patches of each stream in one step
   * @param microBatch patches that pass at once
   * @param loss of every task
   * @param optimizer how parameters follow their gradients
   * @param schedule factor of the rate
   * @param clipNorm largest norm of a gradient
   * @param transfer which patches count for other tasks
   * @param augmentation random changes of the patches
   * @param bnMomentum share of running statistics that stays
   * @param recalibration batches of the final statistics
   * @param seed decides everything random
   */
  public TrainingPlan {
    for (int axis = 0; axis < 3; axis++) {
      require(patch.axis(axis) % MULTIPLE == 0, "patch sides must be multiples of 8", patch);
    }
    require(patchesPerTask >= 1, "patches per task must be at least 1", patchesPerTask);
    require(microBatch >= 1, "a micro-batch has at least 1 patch", microBatch);
    require(recalibration >= 0, "batches of recalibration must be at least 0", recalibration);
    require(clipNorm > 0, "the norm to clip gradients to must be above 0", clipNorm);
    require(bnMomentum >= 0 && bnMomentum < 1, "bnMomentum must be in [0, 1)", bnMomentum);
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

  private static void require(boolean holds, String rule, Object found) {
    if (!holds) {
      throw new OmnetException(rule + ", found " + found);
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
   * OM-Net with the papers' curriculum and transfer at a size that a workstation trains.
   *
   * @param width channels of the first level
   * @param iterations optimiser steps
   * @param patchesPerTask patches of each stream in one step
   * @param seed decides everything random
   * @return the plan
   */
  public static TrainingPlan omNet(int width, long iterations, int patchesPerTask, long seed) {
    return TrainingPreset.OM_NET
        .plan(width, iterations)
        .patchesPerTask(patchesPerTask)
        .seed(seed)
        .build();
  }

  /**
   * A builder that starts from this plan.
   *
   * @return a new builder
   */
  public Builder toBuilder() {
    return new Builder(this);
  }

  /**
   * Every setting by name, for provenance and for telling one plan from another.
   *
   * @return sorted by name
   */
  public Map<String, String> settings() {
    Map<String, String> settings = new TreeMap<>();
    settings.put("architecture", architecture.toString());
    settings.put("network", network.toString());
    settings.put("curriculum", curriculum.toString());
    settings.put("scheme", scheme.toString());
    settings.put("patch", patch.toString());
    settings.put("patchesPerTask", String.valueOf(patchesPerTask));
    settings.put("microBatch", String.valueOf(microBatch));
    settings.put("loss", loss.toString());
    settings.put("optimizer", optimizer.toString());
    settings.put(
        "schedule",
        schedule
            + ", from "
            + schedule.factorAt(0)
            + ", half-way "
            + schedule.factorAt(curriculum.iterations() / 2));
    settings.put("clipNorm", String.valueOf(clipNorm));
    settings.put("transfer", transfer.toString());
    settings.put("augmentation", augmentation.toString());
    settings.put("bnMomentum", String.valueOf(bnMomentum));
    settings.put("recalibration", String.valueOf(recalibration));
    settings.put("seed", String.valueOf(seed));
    return settings;
  }

  /**
   * Makes plans. By default: patches of 32 x 32 x 16, 8 per task, micro-batches of 8, cross-entropy
   * and SGD (rate 0.05, momentum 0.9, decay 5e-4; the release's 1e-3 with momentum 0.99 takes steps
   * of a fifth of that and needs hundreds of thousands) on a polynomial schedule, light
   * augmentation, the release's transfer, labels of BraTS 2021, seed 1.
   */
  public static final class Builder {
    private final Architecture architecture;
    private final NetworkConfig network;
    private Curriculum curriculum;
    private LabelScheme scheme = LabelScheme.BRATS2021;
    private Shape patch = PatchSampler.DEFAULT_PATCH;
    private int patchesPerTask = 8;
    private int microBatch = 8;
    private TaskLoss loss = TaskLoss.of("cross-entropy");
    private OptimizerConfig optimizer = new SgdConfig(0.05, 0.9, 5e-4);
    private @Nullable Schedule schedule;
    private double clipNorm = Double.POSITIVE_INFINITY;
    private TransferRule transfer = TransferRule.RELEASE;
    private TrainingAugmentation augmentation = TrainingAugmentation.LIGHT;
    private float bnMomentum = 0.99f;
    private int recalibration = 20;
    private long seed = 1;

    /**
     * Starts with what has no default.
     *
     * @param architecture which network
     * @param network channels, classes, width
     * @param curriculum which tasks when
     */
    public Builder(Architecture architecture, NetworkConfig network, Curriculum curriculum) {
      this.architecture = architecture;
      this.network = network;
      this.curriculum = curriculum;
    }

    private Builder(TrainingPlan plan) {
      this(plan.architecture, plan.network, plan.curriculum);
      scheme = plan.scheme;
      patch = plan.patch;
      patchesPerTask = plan.patchesPerTask;
      microBatch = plan.microBatch;
      loss = plan.loss;
      optimizer = plan.optimizer;
      schedule = plan.schedule;
      clipNorm = plan.clipNorm;
      transfer = plan.transfer;
      augmentation = plan.augmentation;
      bnMomentum = plan.bnMomentum;
      recalibration = plan.recalibration;
      seed = plan.seed;
    }

    /**
     * Which tasks when.
     *
     * @param order the stages
     * @return this
     */
    public Builder curriculum(Curriculum order) {
      curriculum = order;
      return this;
    }

    /**
     * What the classes stand for.
     *
     * @param labels the scheme; truths in others are translated
     * @return this
     */
    public Builder scheme(LabelScheme labels) {
      scheme = labels;
      return this;
    }

    /**
     * Extent of the patches.
     *
     * @param extent multiples of 8
     * @return this
     */
    public Builder patch(Shape extent) {
      patch = extent;
      return this;
    }

    /**
     * Patches of each task's stream in one step.
     *
     * @param patches at least 1
     * @return this
     */
    public Builder patchesPerTask(int patches) {
      patchesPerTask = patches;
      return this;
    }

    /**
     * Patches that pass through the network at once.
     *
     * @param patches at least 1
     * @return this
     */
    public Builder microBatch(int patches) {
      microBatch = patches;
      return this;
    }

    /**
     * Loss of every task.
     *
     * @param ofTask the loss
     * @return this
     */
    public Builder loss(TaskLoss ofTask) {
      loss = ofTask;
      return this;
    }

    /**
     * How parameters follow their gradients.
     *
     * @param config SGD or Adam
     * @return this
     */
    public Builder optimizer(OptimizerConfig config) {
      optimizer = config;
      return this;
    }

    /**
     * What the rate is multiplied by.
     *
     * @param ofRate factor of each step
     * @return this
     */
    public Builder schedule(Schedule ofRate) {
      schedule = ofRate;
      return this;
    }

    /**
     * Scales larger gradients down.
     *
     * @param norm largest norm over all parameters
     * @return this
     */
    public Builder clipNorm(double norm) {
      clipNorm = norm;
      return this;
    }

    /**
     * Which patches count for the tasks of other streams.
     *
     * @param rule the rule
     * @return this
     */
    public Builder transfer(TransferRule rule) {
      transfer = rule;
      return this;
    }

    /**
     * Random changes of the patches.
     *
     * @param ofPatches which
     * @return this
     */
    public Builder augmentation(TrainingAugmentation ofPatches) {
      augmentation = ofPatches;
      return this;
    }

    /**
     * Share of running statistics that stays at each pass.
     *
     * @param share in [0, 1)
     * @return this
     */
    public Builder bnMomentum(float share) {
      bnMomentum = share;
      return this;
    }

    /**
     * Batches over which running statistics are averaged at the end.
     *
     * @param batches 0 for none
     * @return this
     */
    public Builder recalibration(int batches) {
      recalibration = batches;
      return this;
    }

    /**
     * Decides everything random.
     *
     * @param number any
     * @return this
     */
    public Builder seed(long number) {
      seed = number;
      return this;
    }

    /**
     * The plan.
     *
     * @return a new plan
     * @throws OmnetException if something in it cannot be trained
     */
    public TrainingPlan build() {
      return new TrainingPlan(
          architecture,
          network,
          curriculum,
          scheme,
          patch,
          patchesPerTask,
          microBatch,
          loss,
          optimizer,
          schedule == null
              ? Schedule.polynomial(0.9, Math.max(1, curriculum.iterations()))
              : schedule,
          clipNorm,
          transfer,
          augmentation,
          bnMomentum,
          recalibration,
          seed);
    }
  }
}
