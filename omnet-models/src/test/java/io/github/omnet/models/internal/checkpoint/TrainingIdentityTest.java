package io.github.omnet.models.internal.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TrainingIdentityTest {
  private static TrainingIdentity on(String engine, @Nullable String threads) {
    return new TrainingIdentity(
        Map.of(), List.of(), List.of(), "1.0", engine, List.of("cpu"), threads, null, List.of());
  }

  @Test
  void anotherNumberOfComputeThreadsIsAnotherCircumstance() {
    assertThat(on("MXNet", "2").circumstances(on("MXNet", "4")))
        .containsExactly("compute threads were 2 and are 4");
    assertThat(on("MXNet", "2").circumstances(on("MXNet", "2"))).isEmpty();
    assertThat(on("MXNet", "2").differences(on("MXNet", "4"))).isEmpty();
    assertThat(on("MXNet", null).circumstances(on("MXNet", "4"))).as("not known").isEmpty();
  }

  @Test
  void aTrainingThatGoesOnElsewhereRemembersWhereItWas() {
    TrainingIdentity here = on("MXNet 1", "2");
    TrainingIdentity there = on("MXNet 1", "4").after(here, 120);
    TrainingIdentity last = on("PyTorch 2", "4").after(there, 300);
    assertThat(last.formerly())
        .containsExactly(
            "until step 120 MXNet 1 on cpu with 2 threads, omnet 1.0",
            "until step 300 MXNet 1 on cpu with 4 threads, omnet 1.0");
    assertThat(on("PyTorch 2", "4").after(last, 400).formerly()).isEqualTo(last.formerly());
  }

  private static String remedy(
      Map<String, String> begun, Map<String, String> asked, String... further) {
    List<String> all = new ArrayList<>(PlanDifferences.between(begun, asked));
    all.addAll(List.of(further));
    return PlanDifferences.remedy(begun, asked, all, "0.9", "the same");
  }

  @Test
  void otherPatchesOfTheSameSettingsAreForTheReleaseThatMadeThem() {
    Map<String, String> old = Map.of("seed", "1");
    Map<String, String> now = Map.of("seed", "1", "patchRevision", "2");
    assertThat(PlanDifferences.between(old, now))
        .containsExactly("patchRevision was nothing and is 2");
    for (Map<String, String> begun : List.of(old, Map.of("seed", "1", "patchRevision", "3"))) {
      assertThat(remedy(begun, now)).contains("(0.9)").contains("; go on with that release, or");
    }
    assertThat(remedy(old, now)).contains("tumour's contrast, and gamma,");
    assertThat(remedy(Map.of("seed", "2"), now))
        .as("first the user's own settings")
        .isEqualTo("the same");
    assertThat(remedy(old, now, "subjects were [a] and are [b]"))
        .as("first the user's own subjects")
        .isEqualTo("the same");
    assertThat(remedy(now, now, "subjects were [a] and are [b]")).isEqualTo("the same");
    assertThat(PlanDifferences.between(now, now)).isEmpty();
  }

  @Test
  void checkpointsFromBeforeThisWasNotedAreRead() {
    TrainingIdentity old = new Gson().fromJson("{\"engine\": \"X\"}", TrainingIdentity.class);
    assertThat(old.formerly()).isEmpty();
    assertThat(old.threads()).isNull();
  }
}
