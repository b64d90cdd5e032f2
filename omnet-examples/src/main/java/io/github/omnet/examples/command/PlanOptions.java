package io.github.omnet.examples.command;

import io.github.omnet.core.OmnetException;
import io.github.omnet.core.preprocess.Preprocessing;
import io.github.omnet.core.sampling.SamplerFactory;
import io.github.omnet.core.subject.SubjectSource;
import io.github.omnet.core.transform.Transforms;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.models.loss.TaskLoss;
import io.github.omnet.models.plan.DeepSupervision;
import io.github.omnet.models.plan.TrainingAugmentation;
import io.github.omnet.models.plan.TrainingPlan;
import io.github.omnet.models.plan.TrainingPlanBuilder;
import io.github.omnet.models.plan.TrainingPreset;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that make up a training plan: everything that decides the weights but the data. */
final class PlanOptions {
  @Spec(Spec.Target.MIXEE)
  CommandSpec spec;

  @Option(
      names = "--preset",
      paramLabel = "NAME",
      description =
          "few-subjects, which also brings spacing, patches, loss, optimizer, average,"
              + " transplants and augmentation for tens of subjects; two-level (of train only), a"
              + " coarse level and a fine one that refines what it finds; or a row of the paper's tables: mc1, mc2, mc3,"
              + " om-net-0, om-net-d, om-net, om-net-se, om-net-cga. Default: ${DEFAULT-VALUE}.")
  String preset = "few-subjects";

  @Option(
      names = "--width",
      paramLabel = "W",
      description = "Channels of the first level; the paper has 32. Default: ${DEFAULT-VALUE}.")
  int width = 32;

  @Option(
      names = "--dropout",
      paramLabel = "P",
      description =
          "Share of values dropped at the bottom. Default: the preset's; of the papers'"
              + " ${DEFAULT-VALUE}.")
  float dropout = 0.5f;

  @Mixin StageOptions stages;

  @Option(
      names = "--batch",
      paramLabel = "B",
      description =
          "Patches of each of the three tasks in one step. Default: the preset's; of the papers'"
              + " ${DEFAULT-VALUE}.")
  int batch = 8;

  @Option(
      names = "--micro-batch",
      paramLabel = "B",
      description =
          "Patches that pass through the network at once; batch normalisation sees these."
              + " Default: the preset's; of the papers' ${DEFAULT-VALUE}.")
  int microBatch = 8;

  @Option(
      names = "--patch",
      paramLabel = "X,Y,Z",
      split = ",",
      defaultValue = "32,32,16",
      description =
          "Voxels of a patch, multiples of 8; one number for a cube. Default: the preset's; of the"
              + " papers' ${DEFAULT-VALUE}.")
  List<Integer> patch = List.of(32, 32, 16);

  @Mixin PreprocessingOptions preprocessing;

  @Option(
      names = "--mix",
      paramLabel = "S,P",
      split = ",",
      defaultValue = "8,8",
      description =
          "Subjects that patches are drawn from in turn, and patches of each task drawn from each"
              + " before the next subjects. Default: the preset's; of the papers'"
              + " ${DEFAULT-VALUE}.")
  List<Integer> mix = List.of(8, 8);

  @Option(
      names = "--even-classes",
      paramLabel = "P",
      description =
          "Share of the patches of task 1 that have a tumour voxel in the centre, of each class"
              + " equally often; 0 for any voxel of the brain. Default: ${DEFAULT-VALUE}.")
  double evenClasses;

  @Option(
      names = "--loss",
      paramLabel = "NAME",
      description =
          "cross-entropy, soft-dice, dice-ce, focal, region-dice or region-dice-ce. Default:"
              + " the preset's; of the papers' ${DEFAULT-VALUE}.")
  String loss = "cross-entropy";

  @Option(
      names = "--deep-supervision",
      paramLabel = "W1,W2",
      description =
          "Learn from coarser levels of the decoder too: weights of the losses at half and at a"
              + " quarter of the resolution relative to the full one, such as 0.5,0.25. Default:"
              + " ${DEFAULT-VALUE}.")
  String deepSupervision = "none";

  @Mixin OptimizerOptions optimizer;

  @Option(
      names = "--transplant",
      paramLabel = "P",
      description =
          "Share of the visits of a subject in which it has the tumour of another subject beside"
              + " its own; 0 for never. Default: ${DEFAULT-VALUE}, 0.35 with few-subjects.")
  double transplant;

  @Option(
      names = "--remove-enhancement",
      paramLabel = "P",
      description =
          "Share of the visits of a subject in which its tumours do not enhance, as those of low"
              + " grade; 0 for never. Default: ${DEFAULT-VALUE}, 0.2 with few-subjects.")
  double removeEnhancement;

  @Option(
      names = "--augment",
      paramLabel = "NAME",
      description =
          "Random changes of the patches: none, light, moderate, strong, few-subjects,"
              + " few-subjects-dropout or two-level. Default: the preset's; of the papers' ${DEFAULT-VALUE}.")
  String augment = "light";

  @Option(
      names = "--bn-momentum",
      paramLabel = "M",
      description =
          "Share of batch normalisation's running statistics that stays at each pass. Default:"
              + " ${DEFAULT-VALUE}.")
  float bnMomentum = 0.99f;

  @Option(
      names = "--recalibrate",
      paramLabel = "N",
      description =
          "Batches over which the statistics of batch normalisation are averaged at the end; 0 to"
              + " keep the running ones. Default: ${DEFAULT-VALUE}.")
  int recalibrate = 20;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Decides everything random. Default: ${DEFAULT-VALUE}.")
  long seed = 1;

  PlanOptions() {}

  /** Fills in what follows from other options, so that a printed configuration says it. */
  void settle() {
    Options.require(spec, batch >= 1, "--batch must be at least 1, found " + batch);
    long iterations = usable(() -> stages.iterations(batch));
    Options.require(spec, iterations >= 1, "--iterations must be at least 1, found " + iterations);
  }

  /**
   * The plan; what cannot be is wrong usage, not a failure.
   *
   * @param training the subjects that landmarks are learnt from, if any are
   * @throws IOException if a subject cannot be read
   */
  TrainingPlan plan(List<? extends SubjectSource> training) throws IOException {
    settle();
    Options.require(spec, width >= 1, "--width must be at least 1, found " + width);
    Options.require(
        spec,
        patch.size() == 3 || patch.size() == 1,
        "--patch takes one number or three, found " + patch);
    Options.require(spec, mix.size() == 2, "--mix takes two numbers, found " + mix);
    Preprocessing steps =
        preset.equals(CoarseOptions.TWO_LEVEL)
            ? preprocessing.of(training).withStep(Transforms.coarseChannels())
            : preprocessing.of(training);
    return usable(
        () -> {
          long iterations = stages.iterations(batch);
          TrainingPlanBuilder plan =
              TrainingPreset.of(preset)
                  .plan(width, iterations)
                  .dropout(dropout)
                  .patchesPerTask(batch)
                  .microBatch(microBatch)
                  .patch(patchShape())
                  .loss(TaskLoss.of(loss))
                  .deepSupervision(DeepSupervision.parse(deepSupervision))
                  .transplant(transplant)
                  .enhancementRemoval(removeEnhancement)
                  .augmentation(TrainingAugmentation.of(augment))
                  .bnMomentum(bnMomentum)
                  .recalibration(recalibrate)
                  .preprocessing(steps)
                  .mixing(mix.get(0), mix.get(1))
                  .seed(seed);
          if (evenClasses != 0) {
            plan.sampler(1, SamplerFactory.evenClasses(evenClasses));
          }
          optimizer.applyTo(plan, iterations);
          stages.applyTo(plan, batch);
          return plan.build();
        });
  }

  private Shape patchShape() {
    boolean cube = patch.size() == 1;
    if (patch.stream().anyMatch(voxels -> voxels < 1)) {
      throw new OmnetException("--patch needs at least 1 voxel along each axis, found " + patch);
    }
    return new Shape(patch.get(0), patch.get(cube ? 0 : 1), patch.get(cube ? 0 : 2));
  }

  private <T> T usable(Supplier<T> settings) {
    try {
      return settings.get();
    } catch (OmnetException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }
}
