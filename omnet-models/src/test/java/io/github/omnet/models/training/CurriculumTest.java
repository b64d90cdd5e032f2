package io.github.omnet.models.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.omnet.core.OmnetException;
import java.util.List;
import org.junit.jupiter.api.Test;

class CurriculumTest {
  @Test
  void thePapersStagesAddTheTasksOneByOne() {
    Curriculum paper = Curriculum.paper(400);
    assertThat(paper.iterations()).isEqualTo(400);
    assertThat(paper.tasksAt(0)).isEqualTo(1);
    assertThat(paper.tasksAt(19)).isEqualTo(1);
    assertThat(paper.tasksAt(20)).isEqualTo(2);
    assertThat(paper.tasksAt(39)).isEqualTo(2);
    assertThat(paper.tasksAt(40)).isEqualTo(3);
    assertThat(paper.tasksAt(399)).isEqualTo(3);
  }

  @Test
  void noIterationIsLostToRounding() {
    for (long iterations = 0; iterations < 60; iterations++) {
      assertThat(Curriculum.paper(iterations).iterations()).isEqualTo(iterations);
    }
  }

  @Test
  void withoutCurriculumAllTasksTrainFromTheStart() {
    Curriculum joint = Curriculum.joint(3, 10);
    assertThat(joint.tasksAt(0)).isEqualTo(3);
    assertThat(joint.iterations()).isEqualTo(10);
  }

  @Test
  void beyondTheEndTheLastStageHolds() {
    assertThat(Curriculum.paper(40).tasksAt(1_000)).isEqualTo(3);
  }

  @Test
  void aCurriculumNeedsAStageAndAStageATask() {
    assertThatThrownBy(() -> new Curriculum(List.of())).isInstanceOf(OmnetException.class);
    assertThatThrownBy(() -> new Curriculum.Stage(0, 5)).isInstanceOf(OmnetException.class);
  }
}
