package io.github.omnet.models.plan;

import io.github.omnet.core.OmnetException;
import io.github.omnet.core.augment.AugmentationPolicy;
import io.github.omnet.core.preprocess.Preprocessing;
import io.github.omnet.core.sampling.SamplerFactory;
import io.github.omnet.core.subject.LabelScheme;
import io.github.omnet.core.volume.Orientation;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.models.internal.PackageLimits;
import io.github.omnet.models.internal.PatchRevision;
import io.github.omnet.models.internal.TaskClasses;
import io.github.omnet.models.loss.Loss;
import io.github.omnet.models.network.Architecture;
import io.github.omnet.models.network.NetworkConfig;
import io.github.omnet.models.optimizer.OptimizerConfig;
import io.github.omnet.models.optimizer.Schedule;
import io.github.omnet.models.packaging.ModelManifest;
import io.github.omnet.models.packaging.ModelPackage;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Everything that decides a training but the subjects and the device.
 *
 * @param architecture which of the published networks
 * @param network its channels, classes and width
 * @param curriculum which tasks when, and how long
 * @param scheme what the network's classes stand for
 * @param preprocessing what is done to subjects before patches are drawn, here and in use; the
 *     network has as many channels as it gives
 * @param samplers how the patches of each task are drawn
 * @param mixedSubjects subjects that are drawn from together, in turn
 * @param patchesPerVisit patches of each task that are drawn from a subject before the next one
 * @param patch extent of the patches, multiples of 8
 * @param patchesPerTask patches of each task's stream in one optimiser step; 20 in the release
 * @param microBatch patches that pass through the network at once; batch normalisation sees these
 * @param loss of every task
 * @param deepSupervision what coarser levels of the decoder count in it
 * @param optimizer how parameters follow their gradients
 * @param schedule what the optimiser's rate is multiplied by, step by step
 * @param clipNorm norm to which larger gradients, over all parameters that train, are scaled down;
 *     of a cascade over those of each network by itself; infinite for never
 * @param averagingDecay share of the moving average of the weights that stays at each step, at
 *     most; the average is what is validated and packaged. 0 for no average
 * @param transfer which patches count for the tasks of other streams, in stages that do not say
 *     otherwise
 * @param transplant share of the visits of a subject that see it with the tumour of another, in [0,
 *     1]; see {@link io.github.omnet.core.augment.TumorTransplant}
 * @param enhancementRemoval share of the visits of a subject that see it with tumours that do not
 *     enhance, in [0, 1]; see {@link io.github.omnet.core.augment.EnhancementRemoval}
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
    Preprocessing preprocessing,
    List<SamplerFactory> samplers,
    int mixedSubjects,
    int patchesPerVisit,
    Shape patch,
    int patchesPerTask,
    int microBatch,
    Loss loss,
    DeepSupervision deepSupervision,
    OptimizerConfig optimizer,
    Schedule schedule,
    double clipNorm,
    double averagingDecay,
    TransferRule transfer,
    double transplant,
    double enhancementRemoval,
    AugmentationPolicy augmentation,
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
   * @param preprocessing what is done to subjects
   * @param samplers how patches are drawn
   * @param mixedSubjects subjects drawn from together
   * @param patchesPerVisit patches drawn from a subject at a time
   * @param patch extent of the patches
   * @param patchesPerTask patches of each stream in one step
   * @param microBatch patches that pass at once
   * @param loss of every task
   * @param deepSupervision what coarser levels count
   * @param optimizer how parameters follow their gradients
   * @param schedule factor of the rate
   * @param clipNorm largest norm of a gradient
   * @param averagingDecay share of the average of the weights that stays
   * @param transfer which patches count for other tasks
   * @param transplant share of visits with the tumour of another subject
   * @param enhancementRemoval share of visits with a tumour that does not enhance
   * @param augmentation random changes of the patches
   * @param bnMomentum share of running statistics that stays
   * @param recalibration batches of the final statistics
   * @param seed decides everything random
   */
  public TrainingPlan {
    for (int axis = 0; axis < 3; axis++) {
      require(patch.axis(axis) % MULTIPLE == 0, "patch sides must be multiples of 8", patch);
    }
    TaskClasses.require(network.classes());
    requirePackage(network, patch, preprocessing);
    require(patchesPerTask >= 1, "patches per task must be at least 1", patchesPerTask);
    require(microBatch >= 1, "a micro-batch has at least 1 patch", microBatch);
    require(recalibration >= 0, "batches of recalibration must be at least 0", recalibration);
    require(clipNorm > 0, "the norm to clip gradients to must be above 0", clipNorm);
    require(
        averagingDecay >= 0 && averagingDecay < 1,
        "the decay of the weights' average must be in [0, 1), 0 for no average",
        averagingDecay);
    require(bnMomentum >= 0 && bnMomentum < 1, "bnMomentum must be in [0, 1)", bnMomentum);
    samplers = List.copyOf(samplers);
    require(
        samplers.size() >= network.classes().size(), "each task needs a sampler", samplers.size());
    require(mixedSubjects >= 1, "subjects mixed must be at least 1", mixedSubjects);
    require(patchesPerVisit >= 1, "patches per visit must be at least 1", patchesPerVisit);
    require(
        network.channels() == preprocessing.channels().size(),
        "the network's channels must be those of the preprocessing, " + preprocessing.channels(),
        network.channels());
    require(
        !augmentation.name().isEmpty(),
        "an augmentation policy needs a name, by which trainings are told apart; call named(...)",
        "none");
    require(
        deepSupervision.isOff() || architecture.factory().isEmpty(),
        "deep supervision needs a network of this library, whose decoder it knows; train a network"
            + " of your own with DeepSupervision.NONE",
        "'" + architecture + "'");
    requireTransplants(transplant, preprocessing);
    requireRemovals(enhancementRemoval, preprocessing);
    requireCoarse(augmentation, preprocessing);
    for (Curriculum.Stage stage : curriculum.stages()) {
      if (stage.tasks() > network.classes().size()) {
        throw new OmnetException(
            "the curriculum trains "
                + stage.tasks()
                + " tasks, the network has "
                + network.classes().size());
      }
    }
    requireAllTrained(curriculum, network);
    boolean pooled =
        transfer.bothWays()
            || curriculum.stages().stream()
                .anyMatch(stage -> stage.transfer().filter(TransferRule::bothWays).isPresent());
    require(
        !(pooled && architecture.equals(Architecture.CASCADE)),
        "networks that share nothing learn from their own patches; a transfer in both directions"
            + " needs another architecture",
        architecture);
    require(
        !architecture.equals(Architecture.OM_NET_CGA) || scheme != LabelScheme.BRATS2015,
        "regions that guide attention need a scheme whose core is classes 1 and 3",
        scheme);
  }

  /** A model that no package can hold would be of no use. */
  private static void requirePackage(
      NetworkConfig network, Shape patch, Preprocessing preprocessing) {
    require(
        network.width() <= PackageLimits.MAX_WIDTH,
        "the width of a network is at most " + PackageLimits.MAX_WIDTH,
        network.width());
    for (int axis = 0; axis < 3; axis++) {
      int side = axis;
      require(
          patch.axis(axis) <= PackageLimits.MAX_WINDOW_SIDE,
          "patch sides are at most " + PackageLimits.MAX_WINDOW_SIDE,
          patch);
      preprocessing
          .spacing()
          .ifPresent(
              mm ->
                  require(
                      mm.axis(side) <= PackageLimits.MAX_SPACING_MM,
                      "subjects are resampled to at most " + PackageLimits.MAX_SPACING_MM + " mm",
                      mm.axis(side)));
    }
  }

  private static void requireTransplants(double share, Preprocessing preprocessing) {
    require(
        share >= 0 && share <= 1,
        "the share of visits with a transplanted tumour must be in [0, 1], 0 for none",
        share);
    require(
        share == 0 || preprocessing.orientation().equals(Orientation.RAS),
        "tumours are transplanted in the orientation RAS, in which x runs from left to right",
        preprocessing.orientation());
    if (share > 0) {
      preprocessing.requireDerivable();
    }
  }

  private static void requireRemovals(double share, Preprocessing preprocessing) {
    require(
        share >= 0 && share <= 1,
        "the share of visits with a tumour that does not enhance must be in [0, 1], 0 for none",
        share);
    if (share > 0) {
      preprocessing.requireDerivable();
    }
  }

  /** A head that the last steps leave alone is random, or was made for a backbone that moved on. */
  private static void requireAllTrained(Curriculum curriculum, NetworkConfig network) {
    curriculum.stages().stream()
        .filter(stage -> stage.iterations() > 0)
        .reduce((before, after) -> after)
        .ifPresent(
            last ->
                require(
                    last.tasks() == network.classes().size(),
                    "the last stage trains all "
                        + network.classes().size()
                        + " tasks of the network",
                    last.tasks()));
  }

  private static void require(boolean holds, String rule, Object found) {
    if (!holds) {
      throw new OmnetException(rule + ", found " + found);
    }
  }

  /** Without the channels of a coarse level nothing would be perturbed. */
  private static void requireCoarse(AugmentationPolicy augmentation, Preprocessing preprocessing) {
    AugmentationPolicy perturbing = TrainingAugmentation.TWO_LEVEL.policy();
    require(
        preprocessing.takesCoarse() || !augmentation.equals(perturbing),
        "the augmentation '"
            + perturbing.name()
            + "' perturbs the probabilities of a coarse level; a plan of one level takes '"
            + TrainingAugmentation.FEW_SUBJECTS
            + "', which is the same without them, or a preprocessing with coarse()",
        "channels " + preprocessing.channels());
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
   * Plans to go on from a model: with its network, preprocessing, patch and label scheme, so that
   * its weights fit ({@code OmNetTrainer.Builder.startFrom}). What a model does not hold, such as
   * loss, optimiser and augmentation, is that of {@link TrainingPreset#FEW_SUBJECTS}.
   *
   * @param model the model to start from
   * @param iterations optimiser steps
   * @return a builder, to be changed further
   */
  public static TrainingPlanBuilder from(ModelPackage model, long iterations) {
    ModelManifest manifest = model.manifest();
    NetworkConfig first = manifest.networks().get(0);
    List<Integer> classes =
        manifest.networks().stream().flatMap(network -> network.classes().stream()).toList();
    NetworkConfig network =
        new NetworkConfig(first.channels(), classes, first.width(), first.dropout());
    TrainingPlanBuilder plan =
        TrainingPreset.fewSubjects(
                new TrainingPlanBuilder(
                    manifest.architecture(), network, Curriculum.joint(classes.size(), iterations)))
            .dropout(first.dropout())
            .preprocessing(manifest.preprocessing())
            .patch(manifest.patch())
            .scheme(manifest.scheme());
    if (manifest.preprocessing().takesCoarse()) {
      plan.transplant(0).enhancementRemoval(0);
    }
    return manifest.architecture().member().equals(Architecture.BASIC)
        ? plan.transfer(TransferRule.NONE)
        : plan;
  }

  /**
   * A builder that starts from this plan.
   *
   * @return a new builder
   */
  public TrainingPlanBuilder toBuilder() {
    return new TrainingPlanBuilder(this);
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
    settings.put("preprocessing", preprocessing.text());
    settings.put("samplers", samplers.stream().map(SamplerFactory::describe).toList().toString());
    settings.put("mixedSubjects", String.valueOf(mixedSubjects));
    settings.put("patchesPerVisit", String.valueOf(patchesPerVisit));
    settings.put("patch", patch.toString());
    settings.put("patchesPerTask", String.valueOf(patchesPerTask));
    settings.put("microBatch", String.valueOf(microBatch));
    settings.put("loss", loss.describe());
    if (!deepSupervision.isOff()) {
      settings.put("deepSupervision", deepSupervision.toString());
    }
    settings.put("optimizer", optimizer.toString());
    settings.put(
        "schedule",
        schedule
            + ", from "
            + schedule.factorAt(0)
            + ", half-way "
            + schedule.factorAt(curriculum.iterations() / 2));
    settings.put("clipNorm", String.valueOf(clipNorm));
    if (averagingDecay > 0) {
      // Left out without an average, so that trainings of earlier versions can go on.
      settings.put("averagingDecay", String.valueOf(averagingDecay));
    }
    settings.put("transfer", transfer.toString());
    if (transplant > 0) {
      settings.put("transplant", String.valueOf(transplant));
    }
    if (enhancementRemoval > 0) {
      settings.put("enhancementRemoval", String.valueOf(enhancementRemoval));
    }
    settings.put("augmentation", augmentation.name());
    PatchRevision.of(preprocessing, augmentation)
        .ifPresent(number -> settings.put(PatchRevision.SETTING, number));
    settings.put("bnMomentum", String.valueOf(bnMomentum));
    settings.put("recalibration", String.valueOf(recalibration));
    settings.put("seed", String.valueOf(seed));
    return settings;
  }

  /**
   * Returns which patches count for other tasks in a stage.
   *
   * @param stage of the curriculum, from 0
   * @return the rule of that stage, or the plan's where the stage has none
   */
  public TransferRule transferIn(int stage) {
    return curriculum.stages().get(stage).transfer().orElse(transfer);
  }
}
