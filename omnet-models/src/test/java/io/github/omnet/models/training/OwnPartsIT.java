package io.github.omnet.models.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import io.github.omnet.core.OmnetException;
import io.github.omnet.core.augment.Augmentation;
import io.github.omnet.core.augment.AugmentationPolicy;
import io.github.omnet.core.augment.Block;
import io.github.omnet.core.preprocess.Preprocessing;
import io.github.omnet.core.preprocess.StepRegistry;
import io.github.omnet.core.sampling.CentreRegion;
import io.github.omnet.core.sampling.PatchSampler;
import io.github.omnet.core.sampling.SamplerFactory;
import io.github.omnet.core.subject.LabelScheme;
import io.github.omnet.core.subject.Modality;
import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.transform.Transform;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.core.volume.Volume;
import io.github.omnet.fixtures.Phantom;
import io.github.omnet.models.TestEngine;
import io.github.omnet.models.engine.DevicePolicy;
import io.github.omnet.models.inference.Segmenter;
import io.github.omnet.models.loss.Loss;
import io.github.omnet.models.loss.LossShare;
import io.github.omnet.models.loss.TaskLoss;
import io.github.omnet.models.optimizer.Schedule;
import io.github.omnet.models.packaging.ModelPackage;
import io.github.omnet.models.packaging.ModelParts;
import io.github.omnet.models.packaging.ModelWriter;
import io.github.omnet.models.plan.TrainingPlan;
import io.github.omnet.models.plan.TrainingPlanBuilder;
import io.github.omnet.models.plan.TrainingPreset;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Parts of the user's own train, resume to the same bits, and segment; docs/guide/extending.md
 * shows them.
 */
class OwnPartsIT {
  private static final List<Subject> SUBJECTS = List.of(Phantom.seeded(1), Phantom.seeded(2));

  @TempDir private Path folder;

  /** Half of cross-entropy and half of soft Dice. */
  record HalfAndHalf() implements Loss {
    @Override
    public NDArray of(NDArray scores, NDArray target, LossShare share, LabelScheme scheme) {
      NDArray dice = TaskLoss.SOFT_DICE.of(scores, target, share, scheme);
      NDArray entropy = TaskLoss.CROSS_ENTROPY.of(scores, target, share, scheme);
      return dice.add(entropy).mul(Loss.constant(dice, 0.5));
    }

    @Override
    public String describe() {
      return "half-and-half";
    }
  }

  /** Up and down in turn. */
  record Zigzag(long period) implements Schedule {
    @Override
    public double factorAt(long iteration) {
      return iteration / period % 2 == 0 ? 1 : 0.5;
    }

    @Override
    public String toString() {
      return "zigzag(" + period + ")";
    }
  }

  /** Multiplies images, as a drawn change and as a step. */
  record Times(double factor) implements Augmentation, Transform {
    @Override
    public void apply(Block block) {
      for (int n = block.start(0); n < block.start(block.intensityChannels()); n++) {
        block.images()[n] *= (float) factor;
      }
    }

    @Override
    public Subject apply(Subject subject) {
      Map<Modality, Volume> scaled = new EnumMap<>(Modality.class);
      subject
          .volumes()
          .forEach(
              (modality, volume) -> {
                float[] data = volume.copyOfData();
                for (int n = 0; n < data.length; n++) {
                  data[n] *= (float) factor;
                }
                scaled.put(modality, Volume.wrap(volume.grid(), data));
              });
      return subject.with(scaled, subject.truth());
    }

    @Override
    public String describe() {
      return "times(factor=" + factor + ")";
    }
  }

  private static final SamplerFactory TUMOUR_OR_BRAIN =
      SamplerFactory.named(
          "tumour-or-brain",
          (subject, patch, seed) -> {
            CentreRegion tumour = CentreRegion.TASK2;
            boolean none = tumour.centres(subject).isEmpty();
            return Optional.of(
                PatchSampler.uniform(subject, none ? CentreRegion.TASK1 : tumour, patch, seed));
          });

  private static TrainingPlanBuilder plan() {
    return TrainingPreset.OM_NET
        .plan(2, 6)
        .patchesPerTask(2)
        .patch(new Shape(16, 16, 16))
        .recalibration(1)
        .seed(9);
  }

  private static TrainingPlan own() {
    return plan()
        .loss(new HalfAndHalf())
        .schedule(new Zigzag(2))
        .sampler(1, TUMOUR_OR_BRAIN)
        .augmentation(
            AugmentationPolicy.none()
                .with(0.5, (random, channels, shape) -> new Times(random.uniform(0.9, 1.1)))
                .named("brightness"))
        .preprocessing(Preprocessing.DEFAULT.withStep(new Times(2)))
        .build();
  }

  private static OmNetTrainer.Builder trainer(TrainingPlan plan) {
    return OmNetTrainer.builder(plan).engine(TestEngine.kind(), DevicePolicy.cpu());
  }

  @Test
  void ownPartsTrainResumeAndSegment() throws Exception {
    ModelPackage whole = trainer(own()).build().train("own", SUBJECTS).model();
    CheckpointPolicy policy = new CheckpointPolicy(folder.resolve("run"), 2, 3);
    int[] steps = {0};
    trainer(own())
        .checkpoints(policy)
        .stopWhen(() -> ++steps[0] >= 3)
        .build()
        .train("own", SUBJECTS);
    TrainingResult resumed = trainer(own()).resume(policy).build().train("own", SUBJECTS);
    assertThat(resumed.finished()).isTrue();
    assertThat(resumed.model().fingerprint()).isEqualTo(whole.fingerprint());
    assertThat(whole.manifest().provenance().settings())
        .containsEntry("loss", "half-and-half")
        .containsEntry("augmentation", "brightness")
        .hasEntrySatisfying("schedule", text -> assertThat(text).startsWith("zigzag(2)"))
        .hasEntrySatisfying("samplers", text -> assertThat(text).contains("tumour-or-brain"));

    ModelWriter.toZip(whole, folder.resolve("own.zip"));
    assertThatThrownBy(() -> ModelPackage.open(folder.resolve("own.zip")))
        .hasMessageContaining("'times'");
    StepRegistry steps2 =
        StepRegistry.STANDARD.with(
            "times", values -> new Times(Double.parseDouble(values.get("factor"))));
    ModelPackage opened =
        ModelPackage.open(folder.resolve("own.zip"), ModelParts.STANDARD.withSteps(steps2));
    Subject unseen = Phantom.seeded(3);
    try (Segmenter segmenter = Segmenter.open(opened, TestEngine.kind())) {
      assertThat(segmenter.segment(unseen).labels().grid()).isEqualTo(unseen.grid());
    }
  }

  @Test
  void anotherPartIsAnotherTraining() throws Exception {
    CheckpointPolicy policy = new CheckpointPolicy(folder.resolve("run"), 2, 3);
    trainer(own()).checkpoints(policy).stopWhen(() -> true).build().train("own", SUBJECTS);
    TrainingPlan other = own().toBuilder().loss(TaskLoss.DICE_CE).build();
    assertThatThrownBy(() -> trainer(other).resume(policy).build().train("own", SUBJECTS))
        .isInstanceOf(OmnetException.class)
        .hasMessageContainingAll("loss", "half-and-half", "dice-ce");
  }

  @Test
  void aPolicyWithoutANameIsRefused() {
    AugmentationPolicy unnamed =
        AugmentationPolicy.none().with(1, (random, channels, shape) -> new Times(1));
    assertThatThrownBy(() -> plan().augmentation(unnamed).build())
        .isInstanceOf(OmnetException.class)
        .hasMessageContaining("named(...)");
  }
}
