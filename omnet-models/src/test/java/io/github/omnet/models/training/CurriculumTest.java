package io.github.omnet.models.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.omnet.core.OmnetException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

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
    Curriculum early = Curriculum.paper(400).with(new Plateau(3, 0.05));
    // Two windows of three steps are needed to see it.
    assertThat(tasks(early)).isEqualTo(steps(6, 6, 388));
  }

  @Test
  void aFallingLossDoesNotEndAStage() {
    Curriculum curriculum = Curriculum.paper(400).with(new Plateau(3, 0.05));
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
    Plateau rule = new Plateau(2, 0.1);
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
    assertThatThrownBy(() -> new Plateau(0, 0.1)).isInstanceOf(OmnetException.class);
  }

  @Test
  void aPlateauThatCouldNotEndAnyStageIsRefusedWithWhatFits() {
    Plateau rule = new Plateau(11, 0.05);
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
}
