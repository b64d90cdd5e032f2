package io.github.omnet.models.training;

import static io.github.omnet.models.training.DeepSteps.DEEP;
import static io.github.omnet.models.training.DeepSteps.auxiliary;
import static io.github.omnet.models.training.DeepSteps.deep;
import static io.github.omnet.models.training.DeepSteps.plan;
import static io.github.omnet.models.training.DeepSteps.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.ndarray.NDManager;
import io.github.omnet.core.OmnetException;
import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.fixtures.Phantom;
import io.github.omnet.models.TestEngine;
import io.github.omnet.models.engine.DevicePolicy;
import io.github.omnet.models.engine.EngineKind;
import io.github.omnet.models.engine.Precision;
import io.github.omnet.models.internal.network.BlockParameters;
import io.github.omnet.models.internal.step.NetworkState;
import io.github.omnet.models.internal.step.Replica;
import io.github.omnet.models.internal.step.TrainingStep;
import io.github.omnet.models.optimizer.AdamConfig;
import io.github.omnet.models.packaging.ModelPackage;
import io.github.omnet.models.plan.Curriculum;
import io.github.omnet.models.plan.DeepSupervision;
import io.github.omnet.models.plan.TrainingPlan;
import io.github.omnet.models.plan.TrainingPlanBuilder;
import io.github.omnet.models.plan.TrainingPreset;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Heads on coarser levels of the decoder, in whole trainings and in nothing that comes out of them.
 */
class DeepSupervisedTrainingIT {
  private static final List<Subject> SUBJECTS = List.of(Phantom.seeded(1), Phantom.seeded(2));

  @TempDir private Path folder;

  /** Tasks join at steps 1 and 2. */
  private static TrainingPlanBuilder training(TrainingPreset preset, int last) {
    List<Curriculum.Stage> stages =
        List.of(
            new Curriculum.Stage(1, 1), new Curriculum.Stage(2, 1), new Curriculum.Stage(3, last));
    return preset
        .plan(2, 1)
        .curriculum(new Curriculum(stages, Optional.empty()))
        .patch(new Shape(16, 16, 16))
        .patchesPerTask(2)
        .microBatch(3)
        .optimizer(AdamConfig.ADAMW)
        .recalibration(1)
        .seed(3);
  }

  private static TrainingResult train(TrainingPlan plan) throws IOException {
    return trainer(plan, Precision.FLOAT32).build().train("whole", SUBJECTS);
  }

  private static OmNetTrainer.Builder trainer(TrainingPlan plan, Precision precision) {
    return OmNetTrainer.builder(plan)
        .engine(TestEngine.kind(), DevicePolicy.cpu())
        .precision(precision);
  }

  @Test
  void theyStartFreshFromAModel() throws IOException {
    ModelPackage model = train(training(TrainingPreset.OM_NET, 1).build()).model();
    try (NDManager manager = TestEngine.newManager();
        TrainingStep step = deep(TrainingPreset.OM_NET, manager)) {
      Replica replica = step.first();
      Map<String, float[]> before = auxiliary(replica);
      NetworkState.startFrom(model, replica.network(), replica.manager());
      assertThat(auxiliary(replica)).hasSize(12).containsExactlyEntriesOf(before);
      float[] weights = model.weights(0).get("head1.classifier.weight").values();
      assertThat(
              BlockParameters.of(replica.network())
                  .get("head1.classifier.weight")
                  .getArray()
                  .toFloatArray())
          .isEqualTo(weights);
    }
    TrainingPlan deep = training(TrainingPreset.OM_NET, 2).deepSupervision(DEEP).build();
    TrainingResult result =
        OmNetTrainer.builder(deep)
            .engine(TestEngine.kind(), DevicePolicy.cpu())
            .startFrom(model)
            .build()
            .train("on", SUBJECTS);
    assertThat(result.model().weights(0).keySet()).isEqualTo(model.weights(0).keySet());
  }

  private void resumesToTheSameBits(TrainingPlan plan, Precision precision) throws IOException {
    String expected =
        trainer(plan, precision).build().train("whole", SUBJECTS).model().fingerprint();
    AtomicBoolean stepped = new AtomicBoolean();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void started(long iteration) {
            stepped.set(false);
          }

          @Override
          public void step(StepReport report) {
            stepped.set(true);
          }
        };
    CheckpointPolicy policy = new CheckpointPolicy(folder, 100, 2);
    OmNetTrainer.Builder trainer =
        trainer(plan, precision).checkpoints(policy).listener(listener).stopWhen(stepped::get);
    TrainingResult part = trainer.build().train("parts", SUBJECTS);
    int parts = 1;
    while (!part.finished()) {
      part = trainer.resume(policy).build().train("parts", SUBJECTS);
      parts++;
    }
    assertThat(parts).isGreaterThan(4);
    assertThat(part.model().fingerprint()).isEqualTo(expected);
    String without =
        trainer(plan.toBuilder().deepSupervision(DeepSupervision.NONE).build(), precision)
            .build()
            .train("without", SUBJECTS)
            .model()
            .fingerprint();
    assertThat(without).isNotEqualTo(expected);
  }

  @ParameterizedTest
  @EnumSource(names = {"MC3", "OM_NET", "OM_NET_CGA"})
  void aTrainingStoppedAfterEveryStepEndsWithTheSameBits(TrainingPreset preset) throws IOException {
    TrainingPlanBuilder plan = training(preset, 3).deepSupervision(DEEP);
    if (preset == TrainingPreset.OM_NET) {
      plan.averagingDecay(0.9);
    }
    resumesToTheSameBits(plan.build(), Precision.FLOAT32);
  }

  @Test
  void soDoesOneInBfloat16() throws IOException {
    assumeTrue(TestEngine.kind() == EngineKind.PYTORCH, "MXNet has no bfloat16");
    resumesToTheSameBits(
        training(TrainingPreset.OM_NET, 3).deepSupervision(DEEP).build(), Precision.BFLOAT16);
  }

  @Test
  void aTrainingWithoutCannotGoOnWithIt() throws IOException {
    CheckpointPolicy policy = new CheckpointPolicy(folder, 100, 2);
    TrainingPlan plan = training(TrainingPreset.OM_NET, 1).build();
    trainer(plan, Precision.FLOAT32)
        .checkpoints(policy)
        .stopWhen(() -> true)
        .build()
        .train("parts", SUBJECTS);
    OmNetTrainer deep =
        trainer(plan.toBuilder().deepSupervision(DEEP).build(), Precision.FLOAT32)
            .resume(policy)
            .build();
    assertThatThrownBy(() -> deep.train("parts", SUBJECTS))
        .isInstanceOf(OmnetException.class)
        .hasMessageContaining("deepSupervision was nothing and is 0.5,0.25");
  }
}
