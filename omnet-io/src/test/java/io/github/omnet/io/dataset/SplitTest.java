package io.github.omnet.io.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SplitTest {
  @TempDir Path root;

  @Test
  void theSameSeedGivesTheSameSplitOnEveryMachine() throws IOException {
    Dataset dataset = subjects(10);
    Dataset.Split split = dataset.split(0.3, 42);
    // Pinned: another JDK or release must not shuffle an experiment anew.
    assertThat(split.validation().ids()).containsExactly(PINNED);
    assertThat(split.training().size()).isEqualTo(7);
    assertThat(split.training().ids()).doesNotContainAnyElementsOf(split.validation().ids());
    assertThat(dataset.split(0.3, 43).validation().ids()).isNotEqualTo(split.validation().ids());
  }

  private static final String[] PINNED = {"S3", "S6", "S9"};

  @Test
  void oneMoreSubjectDoesNotShuffleTheOthers() throws IOException {
    List<String> before = SeededOrder.of(subjects(10).ids(), 7);
    List<String> after = new ArrayList<>(SeededOrder.of(subjects(11).ids(), 7));
    after.remove("S10");
    assertThat(after).isEqualTo(before);
  }

  @Test
  void eachSubjectIsHeldBackOnce() throws IOException {
    Dataset dataset = subjects(10);
    List<String> heldBack = new ArrayList<>();
    for (Dataset.Split fold : dataset.folds(3, 1)) {
      assertThat(fold.validation().size()).isBetween(3, 4);
      assertThat(fold.training().size() + fold.validation().size()).isEqualTo(10);
      assertThat(fold.training().ids()).doesNotContainAnyElementsOf(fold.validation().ids());
      heldBack.addAll(fold.validation().ids());
    }
    assertThat(heldBack).containsExactlyInAnyOrderElementsOf(dataset.ids());
  }

  @Test
  void refusesWhatCannotBeSplit() throws IOException {
    Dataset one = subjects(1);
    assertThatThrownBy(() -> one.split(0.5, 1)).isInstanceOf(DatasetException.class);
    assertThatThrownBy(() -> one.folds(2, 1)).isInstanceOf(DatasetException.class);
    assertThatThrownBy(() -> one.folds(1, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> one.split(1, 1)).isInstanceOf(IllegalArgumentException.class);
  }

  private Dataset subjects(int count) throws IOException {
    for (int n = 0; n < count; n++) {
      Files.writeString(root.resolve("S" + n + "_t1.nii"), "");
    }
    return Dataset.find(root);
  }
}
