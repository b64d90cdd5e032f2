package io.github.omnet.models.plan;

import io.github.omnet.core.OmnetException;
import io.github.omnet.core.subject.LabelScheme;
import io.github.omnet.models.loss.Loss;
import io.github.omnet.models.loss.TaskLoss;
import io.github.omnet.models.network.Architecture;
import io.github.omnet.models.network.NetworkConfig;
import io.github.omnet.models.optimizer.OptimizerConfig;
import io.github.omnet.models.optimizer.Schedule;
import io.github.omnet.models.optimizer.SgdConfig;
import org.jspecify.annotations.Nullable;

/**
 * Makes plans. By default: patches of 32 x 32 x 16, 8 per task, micro-batches of 8, cross-entropy
 * and SGD (rate 0.05, momentum 0.9, decay 5e-4; the release's 1e-3 with momentum 0.99 takes steps
 * of a fifth of that and needs hundreds of thousands) on a polynomial schedule, light augmentation,
 * the release's transfer, labels of BraTS 2021, seed 1.
 */
public final class TrainingPlanBuilder extends PatchOptions {
  private final Architecture architecture;
  private NetworkConfig network;
  private Curriculum curriculum;
  private LabelScheme scheme = LabelScheme.BRATS2021;
  private int microBatch = 8;
  private Loss loss = TaskLoss.CROSS_ENTROPY;
  private DeepSupervision deepSupervision = DeepSupervision.NONE;
  private OptimizerConfig optimizer = new SgdConfig(0.05, 0.9, 5e-4);
  private @Nullable Schedule schedule;
  private double clipNorm = Double.POSITIVE_INFINITY;
  private double averagingDecay;
  private TransferRule transfer = TransferRule.RELEASE;
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
  public TrainingPlanBuilder(
      Architecture architecture, NetworkConfig network, Curriculum curriculum) {
    this.architecture = architecture;
    this.network = network;
    this.curriculum = curriculum;
  }

  TrainingPlanBuilder(TrainingPlan plan) {
    this(plan.architecture(), plan.network(), plan.curriculum());
    copy(plan);
    scheme = plan.scheme();
    microBatch = plan.microBatch();
    loss = plan.loss();
    deepSupervision = plan.deepSupervision();
    optimizer = plan.optimizer();
    schedule = plan.schedule();
    clipNorm = plan.clipNorm();
    averagingDecay = plan.averagingDecay();
    transfer = plan.transfer();
    bnMomentum = plan.bnMomentum();
    recalibration = plan.recalibration();
    seed = plan.seed();
  }

  @Override
  TrainingPlanBuilder self() {
    return this;
  }

  /**
   * Chance of each value at the bottom of the network to be dropped in a step.
   *
   * @param probability in [0, 1); 0.5 in the release
   * @return this
   */
  public TrainingPlanBuilder dropout(float probability) {
    network = network.withDropout(probability);
    return this;
  }

  /**
   * Returns which tasks when.
   *
   * @param order the stages
   * @return this
   */
  public TrainingPlanBuilder curriculum(Curriculum order) {
    curriculum = order;
    return this;
  }

  /**
   * Returns what the classes stand for.
   *
   * @param labels the scheme; truths in others are translated
   * @return this
   */
  public TrainingPlanBuilder scheme(LabelScheme labels) {
    scheme = labels;
    return this;
  }

  /**
   * Patches that pass through the network at once.
   *
   * @param patches at least 1
   * @return this
   */
  public TrainingPlanBuilder microBatch(int patches) {
    microBatch = patches;
    return this;
  }

  /**
   * Loss of every task.
   *
   * @param ofTask one of {@link TaskLoss}, or the caller's own
   * @return this
   */
  public TrainingPlanBuilder loss(Loss ofTask) {
    loss = ofTask;
    return this;
  }

  /**
   * Sets what the losses at coarser levels of the decoder count, in training alone.
   *
   * @param weights of the level of half and of a quarter of the resolution, such as 0.5 and 0.25;
   *     {@link DeepSupervision#NONE} by default
   * @return this
   */
  public TrainingPlanBuilder deepSupervision(DeepSupervision weights) {
    deepSupervision = weights;
    return this;
  }

  /**
   * Returns how parameters follow their gradients.
   *
   * @param config SGD or Adam
   * @return this
   */
  public TrainingPlanBuilder optimizer(OptimizerConfig config) {
    optimizer = config;
    return this;
  }

  /**
   * Returns what the rate is multiplied by.
   *
   * @param ofRate factor of each step
   * @return this
   */
  public TrainingPlanBuilder schedule(Schedule ofRate) {
    schedule = ofRate;
    return this;
  }

  /**
   * Scales larger gradients down.
   *
   * @param norm largest norm over all parameters
   * @return this
   */
  public TrainingPlanBuilder clipNorm(double norm) {
    clipNorm = norm;
    return this;
  }

  /**
   * Validates and packages an exponential moving average of the weights instead of the last ones.
   * Update {@code n} of a parameter, from 0, keeps {@code min(decay, (1 + n) / (10 + n))} of its
   * average, so that the first values, and those of heads that join later, are soon forgotten.
   *
   * @param decay in [0, 1), such as 0.99; 0 for the last weights themselves, the default
   * @return this
   */
  public TrainingPlanBuilder averagingDecay(double decay) {
    averagingDecay = decay;
    return this;
  }

  /**
   * Returns which patches count for the tasks of other streams.
   *
   * @param rule for the stages that have none of their own
   * @return this
   */
  public TrainingPlanBuilder transfer(TransferRule rule) {
    transfer = rule;
    return this;
  }

  /**
   * Share of running statistics that stays at each pass.
   *
   * @param share in [0, 1)
   * @return this
   */
  public TrainingPlanBuilder bnMomentum(float share) {
    bnMomentum = share;
    return this;
  }

  /**
   * Batches over which running statistics are averaged at the end.
   *
   * @param batches 0 for none
   * @return this
   */
  public TrainingPlanBuilder recalibration(int batches) {
    recalibration = batches;
    return this;
  }

  /**
   * Decides everything random.
   *
   * @param number any
   * @return this
   */
  public TrainingPlanBuilder seed(long number) {
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
        network.withChannels(preprocessing.channels().size()),
        curriculum,
        scheme,
        preprocessing,
        samplers,
        mixedSubjects,
        patchesPerVisit,
        patch,
        patchesPerTask,
        microBatch,
        loss,
        deepSupervision,
        optimizer,
        schedule == null
            ? Schedule.polynomial(0.9, Math.max(1, curriculum.iterations()))
            : schedule,
        clipNorm,
        averagingDecay,
        transfer,
        transplant,
        enhancementRemoval,
        augmentation,
        bnMomentum,
        recalibration,
        seed);
  }
}
