package io.github.omnet.models.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.omnet.models.optimizer.AdamConfig;
import io.github.omnet.models.optimizer.OptimizerConfig;
import io.github.omnet.models.optimizer.SgdConfig;
import io.github.omnet.models.plan.TrainingPlan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** A training that was stopped and resumed ends with the same bits. */
class ResumeIT extends ResumableTrainings {
  private void stopAndResume(OptimizerConfig optimizer) throws IOException {
    stopAndResume(plan(optimizer));
  }

  private void stopAndResume(TrainingPlan plan) throws IOException {
    String expected = fingerprint(trainer(plan).build().train("whole", SUBJECTS));
    List<Long> begun = new ArrayList<>();
    AtomicBoolean stepped = new AtomicBoolean();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void step(StepReport report) {
            stepped.set(true);
          }

          @Override
          public void started(long iteration) {
            begun.add(iteration);
            stepped.set(false);
          }
        };
    OmNetTrainer.Builder trainer =
        trainer(plan).checkpoints(every(100)).listener(listener).stopWhen(stepped::get);
    TrainingResult part = trainer.build().train("parts", SUBJECTS);
    while (!part.finished()) {
      part = trainer.resume(every(100)).build().train("parts", SUBJECTS);
    }
    assertThat(begun).hasSizeGreaterThan(8).isSorted().doesNotHaveDuplicates();
    assertThat(fingerprint(part)).isEqualTo(expected);
  }

  @Test
  void aTrainingStoppedAfterEveryStepEndsWithTheSameBits() throws IOException {
    stopAndResume(new SgdConfig(0.03, 0.9, 5e-4));
  }

  @Test
  void soDoesOneWithAdam() throws IOException {
    stopAndResume(AdamConfig.ADAM);
  }

  @Test
  void soDoesOneThatAveragesItsWeights() throws IOException {
    TrainingPlan last = plan(AdamConfig.ADAMW);
    TrainingPlan averaged = last.toBuilder().averagingDecay(0.9).build();
    stopAndResume(averaged);
    // The average is of the same steps, and another model.
    String ofLast = fingerprint(trainer(last).build().train("last", SUBJECTS));
    assertThat(fingerprint(trainer(averaged).build().train("averaged", SUBJECTS)))
        .isNotEqualTo(ofLast);
  }

  @Test
  void soDoesOneThatTransplantsTumours() throws IOException {
    TrainingPlan without = plan(AdamConfig.ADAMW).toBuilder().mixing(2, 1).build();
    TrainingPlan with = without.toBuilder().transplant(0.8).build();
    stopAndResume(with);
    assertThat(fingerprint(trainer(with).memory(0).build().train("with", SUBJECTS)))
        .isNotEqualTo(fingerprint(trainer(without).build().train("without", SUBJECTS)));
  }
}
