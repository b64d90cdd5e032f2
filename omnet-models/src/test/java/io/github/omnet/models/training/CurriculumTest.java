package io.github.omnet.models.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.omnet.core.OmnetException;
import io.github.omnet.models.internal.checkpoint.CurriculumProgress;
import io.github.omnet.models.plan.Curriculum;
import io.github.omnet.models.plan.TrainingPlan;
import io.github.omnet.models.plan.TrainingPreset;
import io.github.omnet.models.plan.TransferRule;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CurriculumTest {
  /** Tasks of each step, if every loss is 1. */
  private static List<Integer> tasks(Curriculum curriculum) {
    List<Integer> tasks = new ArrayList<>();
    CurriculumProgress progress = CurriculumProgress.start(curriculum);
    while (!progress.finished(curriculum)) {
      assertThat(progress.iteration()).isEqualTo(tasks.size());
      tasks.add(progress.tasks(curriculum));
      progress = progress.after(List.of(1f), curriculum);
    }
    return tasks;
  }

  private static List<Integer> steps(int first, int second, int third) {
    List<Integer> steps = new ArrayList<>(Collections.nCopies(first, 1));
    steps.addAll(Collections.nCopies(second, 2));
    steps.addAll(Collections.nCopies(third, 3));
    return steps;
  }

  @Test
  void thePapersTasksJoinOneAfterTheOther() {
    assertThat(tasks(Curriculum.paper(400))).isEqualTo(steps(20, 20, 360));
  }

  @Test
  void noIterationIsLostToRounding() {
    for (int iterations = 0; iterations < 60; iterations++) {
      assertThat(Curriculum.paper(iterations).iterations()).isEqualTo(iterations);
      assertThat(tasks(Curriculum.paper(iterations))).hasSize(iterations);
    }
  }

  @Test
  void withoutCurriculumAllTasksTrainFromTheStart() {
    assertThat(tasks(Curriculum.joint(3, 10))).isEqualTo(steps(0, 0, 10));
  }

  @Test
  void aFlatLossEndsEveryStageButTheLast() {
    Curriculum early = Curriculum.paper(400).with(new Curriculum.Plateau(3, 0.05));
    // Two windows of three steps are needed to see it.
    assertThat(tasks(early)).isEqualTo(steps(6, 6, 388));
  }

  @Test
  void aFallingLossDoesNotEndAStage() {
    Curriculum curriculum = Curriculum.paper(400).with(new Curriculum.Plateau(3, 0.05));
    CurriculumProgress progress = CurriculumProgress.start(curriculum);
    float loss = 1;
    for (int n = 0; n < 20; n++, loss *= 0.9f) {
      assertThat(progress.tasks(curriculum)).isEqualTo(1);
      progress = progress.after(List.of(loss), curriculum);
    }
    assertThat(progress.tasks(curriculum)).isEqualTo(2);
  }

  @Test
  void aPlateauComparesTheMeansOfTwoWindows() {
    Curriculum.Plateau rule = new Curriculum.Plateau(2, 0.1);
    assertThat(rule.reached(List.of(1f, 1f, 1f))).isFalse();
    assertThat(rule.reached(List.of(1f, 1f, 0.8f, 0.9f))).isFalse();
    assertThat(rule.reached(List.of(1f, 1f, 0.9f, 0.95f))).isTrue();
    assertThat(rule.reached(List.of(9f, 9f, 1f, 1f, 0.9f, 0.95f))).isTrue();
  }

  @Test
  void aCurriculumNeedsAStageAndAStageATask() {
    assertThatThrownBy(() -> new Curriculum(List.of(), Optional.empty()))
        .isInstanceOf(OmnetException.class);
    assertThatThrownBy(() -> new Curriculum.Stage(0, 5)).isInstanceOf(OmnetException.class);
    assertThatThrownBy(() -> new Curriculum.Plateau(0, 0.1)).isInstanceOf(OmnetException.class);
  }

  @Test
  void aPlateauThatCouldNotEndAnyStageIsRefusedWithWhatFits() {
    Curriculum.Plateau rule = new Curriculum.Plateau(11, 0.05);
    assertThatThrownBy(() -> Curriculum.paper(400).with(rule))
        .isInstanceOf(OmnetException.class)
        .hasMessageContaining("a plateau of 11 steps")
        .hasMessageContaining("20: at most 10 fit");
    assertThat(Curriculum.paper(440).with(rule).plateau()).contains(rule);
    assertThatThrownBy(() -> Curriculum.joint(3, 400).with(rule))
        .isInstanceOf(OmnetException.class)
        .hasMessageContaining("there is no other; leave the plateau out");
    assertThatThrownBy(() -> Curriculum.paper(4).with(rule))
        .isInstanceOf(OmnetException.class)
        .hasMessageContaining("there is no other");
  }

  private static Curriculum parse(String text) {
    return Curriculum.parse(text, OptionalLong.empty(), 250);
  }

  @Test
  void stagesAreReadInStepsAndEpochsWithTheirTransfers() {
    Curriculum read = parse("1:200, 2:3ep:none,3:18ep:0.3/0.6");
    assertThat(read.stages())
        .containsExactly(
            new Curriculum.Stage(1, 200),
            new Curriculum.Stage(2, 750, Optional.of(TransferRule.NONE)),
            new Curriculum.Stage(3, 4500, Optional.of(new TransferRule(0.3, 0.6, false))));
    assertThat(read).hasToString("1:200,2:750:none,3:4500:0.3/0.6");
    assertThat(parse(read.toString())).isEqualTo(read);
    assertThat(Curriculum.paper(400)).hasToString("1:20,2:20,3:360");
  }

  @Test
  void theLastStageMayTakeWhatRemains() {
    OptionalLong all = OptionalLong.of(1000);
    assertThat(Curriculum.parse("1:1ep,2:50,3", all, 250)).hasToString("1:250,2:50,3:700");
    assertThat(Curriculum.parse("3::none", all, 250)).hasToString("3:1000:none");
    assertThat(Curriculum.parse("1:900,3:100", all, 250).iterations()).isEqualTo(1000);
  }

  @Test
  void lengthsThatDoNotAddUpAreRefused() {
    OptionalLong all = OptionalLong.of(1000);
    assertThatThrownBy(() -> Curriculum.parse("1:900,3:200", all, 250))
        .isInstanceOf(OmnetException.class)
        .hasMessageContaining("take 1100 steps and the training is to take 1000");
    assertThatThrownBy(() -> Curriculum.parse("1:1000,3", all, 250))
        .isInstanceOf(OmnetException.class)
        .hasMessageContaining("nothing remains for it: the stages before take 1000 of 1000 steps");
    assertThatThrownBy(() -> parse("1:10,3"))
        .isInstanceOf(OmnetException.class)
        .hasMessageContaining("no number of steps in all was given");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "1:10,", "1,2:10", "x:10", "0:10", "1:10x", "1:-5", "1:ep", "1:10:0.4/0.5:x"})
  void whatIsNoStageIsRefusedWithTheForm(String text) {
    assertThatThrownBy(() -> parse(text))
        .isInstanceOf(OmnetException.class)
        .hasMessageContaining("TASKS:LENGTH");
  }

  @Test
  void anEpochIsAsManyStepsAsDrawItsPatchesForTask1() {
    assertThat(Curriculum.stepsPerEpoch(Curriculum.EPOCH_PATCHES, 8))
        .as("nnU-Net's")
        .isEqualTo(250);
    assertThat(Curriculum.stepsPerEpoch(400_000, 20))
        .as("a twentieth of the paper's")
        .isEqualTo(20_000);
    assertThat(Curriculum.stepsPerEpoch(10, 4)).isEqualTo(3);
    assertThatThrownBy(() -> Curriculum.stepsPerEpoch(0, 8)).isInstanceOf(OmnetException.class);
  }

  @Test
  void aStagesOwnTransferGoesBeforeThePlans() {
    TrainingPlan plan =
        TrainingPreset.OM_NET
            .plan(2, 30)
            .curriculum(parse("2:10:none,3:20"))
            .transfer(new TransferRule(0.2, 0.3, false))
            .dropout(0.25f)
            .bnMomentum(0.5f)
            .build();
    assertThat(plan.transferIn(0)).isEqualTo(TransferRule.NONE);
    assertThat(plan.transferIn(1)).isEqualTo(new TransferRule(0.2, 0.3, false));
    assertThat(plan.settings())
        .containsEntry("curriculum", "2:10:none,3:20")
        .containsEntry("transfer", "0.2/0.3")
        .containsEntry("bnMomentum", "0.5")
        .hasEntrySatisfying("network", value -> assertThat(value).contains("dropout=0.25"));
  }
}
