package io.github.omnet.models.plan;

import io.github.omnet.core.augment.AugmentationPolicy;
import io.github.omnet.core.preprocess.Preprocessing;
import io.github.omnet.core.sampling.CentreRegion;
import io.github.omnet.core.sampling.PatchSampler;
import io.github.omnet.core.sampling.PatchStreamBuilder;
import io.github.omnet.core.sampling.SamplerFactory;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.core.volume.Spacing;
import java.util.ArrayList;
import java.util.List;

/**
 * The options of a plan that say what patches a training sees: how subjects are prepared, which
 * patches are drawn from them and how they are changed.
 */
abstract sealed class PatchOptions permits TrainingPlanBuilder {
  Preprocessing preprocessing = Preprocessing.DEFAULT;
  List<SamplerFactory> samplers =
      List.of(
          SamplerFactory.uniform(CentreRegion.TASK1),
          SamplerFactory.uniform(CentreRegion.TASK2),
          SamplerFactory.uniform(CentreRegion.TASK3));
  int mixedSubjects = PatchStreamBuilder.DEFAULT_MIXED_SUBJECTS;
  int patchesPerVisit = PatchStreamBuilder.DEFAULT_PATCHES_PER_VISIT;
  Shape patch = PatchSampler.DEFAULT_PATCH;
  int patchesPerTask = 8;
  double transplant;
  double enhancementRemoval;
  AugmentationPolicy augmentation = TrainingAugmentation.LIGHT.policy();

  /** This builder, so that every option returns it. */
  abstract TrainingPlanBuilder self();

  /** Takes these options from a plan. */
  final void copy(TrainingPlan plan) {
    preprocessing = plan.preprocessing();
    samplers = plan.samplers();
    mixedSubjects = plan.mixedSubjects();
    patchesPerVisit = plan.patchesPerVisit();
    patch = plan.patch();
    patchesPerTask = plan.patchesPerTask();
    transplant = plan.transplant();
    enhancementRemoval = plan.enhancementRemoval();
    augmentation = plan.augmentation();
  }

  /**
   * Trains on subjects resampled to one voxel size, and has those that the model will segment
   * resampled likewise. Larger voxels give a patch more to see at the same cost.
   *
   * @param mm along x, y, z of RAS
   * @return this
   */
  public TrainingPlanBuilder spacing(Spacing mm) {
    preprocessing = preprocessing.withSpacing(mm);
    return self();
  }

  /**
   * Sets what is done to subjects before patches are drawn. The model's package records these
   * steps, and the same are done to the subjects that the model segments. The network gets one
   * input channel for each channel that the steps give.
   *
   * @param steps modalities, orientation, spacing, normalisation, further channels
   * @return this
   */
  public TrainingPlanBuilder preprocessing(Preprocessing steps) {
    preprocessing = steps;
    return self();
  }

  /**
   * Sets how the patches of one task are drawn.
   *
   * @param task 1, 2 or 3
   * @param sampler one of {@link SamplerFactory}'s or the caller's own
   * @return this
   */
  public TrainingPlanBuilder sampler(int task, SamplerFactory sampler) {
    if (task < 1 || task > samplers.size()) {
      throw new IllegalArgumentException("tasks are 1 to " + samplers.size() + ", found " + task);
    }
    List<SamplerFactory> changed = new ArrayList<>(samplers);
    changed.set(task - 1, sampler);
    samplers = changed;
    return self();
  }

  /**
   * Sets how many subjects a training draws from at a time, and how many patches it draws from
   * each. More subjects mean more variety within a few steps and more memory; more patches per
   * visit mean fewer loads where not all subjects fit into memory.
   *
   * @param subjects drawn from together, in turn; {@value
   *     PatchStreamBuilder#DEFAULT_MIXED_SUBJECTS} by default
   * @param patches drawn from each, for each task, before the next ones; {@value
   *     PatchStreamBuilder#DEFAULT_PATCHES_PER_VISIT} by default
   * @return this
   */
  public TrainingPlanBuilder mixing(int subjects, int patches) {
    mixedSubjects = subjects;
    patchesPerVisit = patches;
    return self();
  }

  /**
   * Sets the extent of the patches.
   *
   * @param extent multiples of 8
   * @return this
   */
  public TrainingPlanBuilder patch(Shape extent) {
    patch = extent;
    return self();
  }

  /**
   * Sets how many patches of each task's stream one optimiser step takes.
   *
   * @param patches at least 1
   * @return this
   */
  public TrainingPlanBuilder patchesPerTask(int patches) {
    patchesPerTask = patches;
    return self();
  }

  /**
   * Puts tumours into other brains: in a share of the visits of a subject the patches come from the
   * subject with the tumour of another one, which is drawn anew for each visit.
   *
   * @param share of the visits, in [0, 1]; 0 for never, the default
   * @return this
   * @see io.github.omnet.core.augment.TumorTransplant
   */
  public TrainingPlanBuilder transplant(double share) {
    transplant = share;
    return self();
  }

  /**
   * Sets how often a subject is seen with tumours that do not enhance.
   *
   * @param share of its visits, from 0 to 1; 0, the default, for never
   * @return this
   * @see io.github.omnet.core.augment.EnhancementRemoval
   */
  public TrainingPlanBuilder enhancementRemoval(double share) {
    enhancementRemoval = share;
    return self();
  }

  /**
   * Sets how patches are changed at random.
   *
   * @param ofPatches one of the library's policies
   * @return this
   */
  public TrainingPlanBuilder augmentation(TrainingAugmentation ofPatches) {
    return augmentation(ofPatches.policy());
  }

  /**
   * Sets how patches are changed at random, by a policy of the caller's own.
   *
   * @param ofPatches a policy with a {@linkplain AugmentationPolicy#named name}, which is part of
   *     the training's identity
   * @return this
   */
  public TrainingPlanBuilder augmentation(AugmentationPolicy ofPatches) {
    augmentation = ofPatches;
    return self();
  }
}
