package io.github.omnet.models.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.nn.SequentialBlock;
import io.github.omnet.core.OmnetException;
import io.github.omnet.models.network.Architecture;
import io.github.omnet.models.network.NetworkConfig;
import io.github.omnet.models.network.Networks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeepSupervisionTest {
  private static final DeepSupervision USUAL = new DeepSupervision(0.5, 0.25);

  @Test
  void theSharesOfTheLevelsAddUpToOne() {
    assertThat(USUAL.share(0)).isEqualTo(1 / 1.75, within(1e-12));
    assertThat(USUAL.share(1)).isEqualTo(0.5 / 1.75, within(1e-12));
    assertThat(USUAL.share(2)).isEqualTo(0.25 / 1.75, within(1e-12));
  }

  @Test
  void theTextGivesTheSameWeights() {
    assertThat(USUAL).hasToString("0.5,0.25");
    assertThat(DeepSupervision.parse("0.5,0.25")).isEqualTo(USUAL);
    assertThat(DeepSupervision.parse(" 1, 0.5 ")).isEqualTo(new DeepSupervision(1, 0.5));
    assertThat(DeepSupervision.parse("none")).isEqualTo(DeepSupervision.NONE);
    assertThat(DeepSupervision.NONE).hasToString("none");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.5", "0.5,0", "0,0.5", "-1,0.5", "0.5,1.5", "NaN,0.5", "a,b", "1,1,1"})
  void otherTextsAreRefused(String text) {
    assertThatThrownBy(() -> DeepSupervision.parse(text))
        .isInstanceOf(OmnetException.class)
        .hasMessageContaining("such as 0.5,0.25");
  }

  @Test
  void itIsOffByDefaultAndPartOfTheIdentityOtherwise() {
    TrainingPlan off = TrainingPreset.FEW_SUBJECTS.plan(2, 1).build();
    assertThat(off.deepSupervision()).isEqualTo(DeepSupervision.NONE);
    assertThat(off.settings()).doesNotContainKey("deepSupervision");
    TrainingPlan on = off.toBuilder().deepSupervision(USUAL).build();
    assertThat(on.settings()).containsEntry("deepSupervision", "0.5,0.25");
    assertThat(on.toBuilder().build()).isEqualTo(on);
  }

  @Test
  void aNetworkOfOnesOwnHasNone() {
    Architecture own = Architecture.own("my-net", config -> new SequentialBlock());
    TrainingPlanBuilder plan =
        new TrainingPlanBuilder(own, NetworkConfig.omNet(2), Curriculum.joint(3, 1));
    assertThat(plan.build().deepSupervision().isOff()).isTrue();
    plan.deepSupervision(USUAL);
    assertThatThrownBy(plan::build)
        .isInstanceOf(OmnetException.class)
        .hasMessageContaining("deep supervision needs a network of this library")
        .hasMessageContaining("'my-net'");
    assertThatThrownBy(() -> Networks.of(own, NetworkConfig.omNet(2)).superviseDeeply())
        .isInstanceOf(OmnetException.class)
        .hasMessageContaining("no deep supervision");
  }
}
