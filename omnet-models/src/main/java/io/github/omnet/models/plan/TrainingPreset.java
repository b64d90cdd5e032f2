package io.github.omnet.models.plan;

import com.google.common.collect.ImmutableList;
import io.github.omnet.core.OmnetException;
import io.github.omnet.core.preprocess.Preprocessing;
import io.github.omnet.core.sampling.SamplerFactory;
import io.github.omnet.core.transform.Transforms;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.core.volume.Spacing;
import io.github.omnet.models.loss.TaskLoss;
import io.github.omnet.models.network.Architecture;
import io.github.omnet.models.network.NetworkConfig;
import io.github.omnet.models.optimizer.AdamConfig;
import java.util.Arrays;

/**
 * The rows of the papers' ablation tables, which say which network, which curriculum and which
 * transfer; and a recipe of this library's own for few subjects.
 */
@SuppressWarnings("ImmutableEnumChecker") // architectures do not change
public enum TrainingPreset {
  /** Network 1 of the cascade alone. */
  MC1("mc1", Architecture.BASIC, ImmutableList.of(5), false, false),
  /** Networks 1 and 2 of the cascade, trained each on its own. */
  MC2("mc2", Architecture.CASCADE, ImmutableList.of(5, 5), false, false),
  /** The cascade of three, trained each on its own. */
  MC3("mc3", Architecture.CASCADE, ImmutableList.of(5, 5, 2), false, false),
  /** OM-Net with neither curriculum nor transfer: all tasks at once, each on its own patches. */
  OM_NET_0("om-net-0", Architecture.OM_NET, ImmutableList.of(5, 5, 2), false, false),
  /** OM-Net with transfer of training data, without curriculum. */
  OM_NET_D("om-net-d", Architecture.OM_NET, ImmutableList.of(5, 5, 2), false, true),
  /** OM-Net with curriculum and transfer: the papers' method. */
  OM_NET("om-net", Architecture.OM_NET, ImmutableList.of(5, 5, 2), true, true),
  /** The same with squeeze-and-excitation before heads 2 and 3. */
  OM_NET_SE("om-net-se", Architecture.OM_NET_SE, ImmutableList.of(5, 5, 2), true, true),
  /** With cross-task guided attention; start it from a trained OM-Net, as the papers do. */
  OM_NET_CGA("om-net-cga", Architecture.OM_NET_CGA, ImmutableList.of(5, 5, 2), false, true),
  /**
   * OM-Net with curriculum and transfer, for tens of subjects: voxels of 2 mm, patches of 48 x 48 x
   * 48 (96 mm), one of each task in a step and all at once; AdamW at 2e-3, region Dice and
   * cross-entropy, gradients clipped, weights averaged, tumours transplanted in 35 % of the visits
   * and without enhancement in 20 %, shapes and intensities augmented. Patches that wide hold
   * little tumour, so they are handed on from 1 % complete tumour and 0.5 % core.
   */
  FEW_SUBJECTS("few-subjects", Architecture.OM_NET, ImmutableList.of(5, 5, 2), true, true),
  /**
   * The fine level of a two-level model: {@link #FEW_SUBJECTS} at voxels of 1 mm, with the
   * probabilities of a coarse level among its channels and four in five of task 1's patches around
   * tumour. Those probabilities are perturbed in half of the patches. Tumours are neither
   * transplanted nor without enhancement, for the coarse level would have to look again.
   */
  TWO_LEVEL("two-level", Architecture.OM_NET, ImmutableList.of(5, 5, 2), true, true);

  private static final double FEW_SUBJECTS_MM = 2;
  private static final int FEW_SUBJECTS_PATCH = 48;
  private static final double FEW_SUBJECTS_RATE = 2e-3;
  private static final double FEW_SUBJECTS_CLIP = 5;
  private static final double FEW_SUBJECTS_DECAY = 0.99;
  private static final double FEW_SUBJECTS_TRANSPLANT = 0.35;
  private static final double FEW_SUBJECTS_REMOVAL = 0.2;
  private static final int FEW_SUBJECTS_MIXED = 24;
  private static final int FEW_SUBJECTS_VISIT = 2;
  private static final double FINE_TUMOUR_SHARE = 0.8;

  /** Subjects at 1 mm take eight times the memory of those at 2 mm. */
  private static final int FINE_MIXED = 8;

  private final String id;
  private final Architecture architecture;
  private final ImmutableList<Integer> classes;
  private final boolean staged;
  private final boolean transfer;

  TrainingPreset(
      String id,
      Architecture architecture,
      ImmutableList<Integer> classes,
      boolean staged,
      boolean transfer) {
    this.id = id;
    this.architecture = architecture;
    this.classes = classes;
    this.staged = staged;
    this.transfer = transfer;
  }

  /**
   * Reads a name.
   *
   * @param id such as {@code om-net-d}
   * @return the preset
   * @throws OmnetException naming the known ones
   */
  public static TrainingPreset of(String id) {
    for (TrainingPreset preset : values()) {
      if (preset.id.equals(id)) {
        return preset;
      }
    }
    throw new OmnetException("'" + id + "' is no preset; known: " + Arrays.toString(values()));
  }

  /**
   * The plan; everything not said here has the defaults of {@link TrainingPlanBuilder}.
   *
   * @param width channels of the first level
   * @param iterations optimiser steps
   * @return a builder, to be changed further
   */
  public TrainingPlanBuilder plan(int width, long iterations) {
    NetworkConfig network = new NetworkConfig(4, classes, width, 0.5f);
    Curriculum curriculum =
        staged ? Curriculum.paper(iterations) : Curriculum.joint(classes.size(), iterations);
    TrainingPlanBuilder plan =
        new TrainingPlanBuilder(architecture, network, curriculum)
            .transfer(transfer ? TransferRule.RELEASE : TransferRule.NONE);
    return switch (this) {
      case FEW_SUBJECTS -> fewSubjects(plan);
      case TWO_LEVEL -> fineLevel(fewSubjects(plan));
      default -> plan;
    };
  }

  private static TrainingPlanBuilder fineLevel(TrainingPlanBuilder plan) {
    return plan.transplant(0)
        .enhancementRemoval(0)
        .augmentation(TrainingAugmentation.TWO_LEVEL)
        .mixing(FINE_MIXED, FEW_SUBJECTS_VISIT)
        .sampler(1, SamplerFactory.evenClasses(FINE_TUMOUR_SHARE))
        .preprocessing(
            Preprocessing.DEFAULT
                .withSpacing(new Spacing(1, 1, 1))
                .withStep(Transforms.coarseChannels()));
  }

  /** Learns as the preset does, whatever the network. */
  static TrainingPlanBuilder fewSubjects(TrainingPlanBuilder plan) {
    return plan.dropout(0.2f)
        .spacing(new Spacing(FEW_SUBJECTS_MM, FEW_SUBJECTS_MM, FEW_SUBJECTS_MM))
        .patch(new Shape(FEW_SUBJECTS_PATCH, FEW_SUBJECTS_PATCH, FEW_SUBJECTS_PATCH))
        .patchesPerTask(1)
        .microBatch(3)
        .loss(TaskLoss.REGION_DICE_CE)
        .optimizer(AdamConfig.ADAMW.withLearningRate(FEW_SUBJECTS_RATE))
        .clipNorm(FEW_SUBJECTS_CLIP)
        .averagingDecay(FEW_SUBJECTS_DECAY)
        .transfer(new TransferRule(0.01, 0.005, true))
        .mixing(FEW_SUBJECTS_MIXED, FEW_SUBJECTS_VISIT)
        .transplant(FEW_SUBJECTS_TRANSPLANT)
        .enhancementRemoval(FEW_SUBJECTS_REMOVAL)
        .augmentation(TrainingAugmentation.FEW_SUBJECTS);
  }

  /** The name, as on the command line. */
  @Override
  public String toString() {
    return id;
  }
}
