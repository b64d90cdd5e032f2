package io.github.omnet.models.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.omnet.core.OmnetException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptimizerConfigTest {
  @Test
  void onlyTheRateChanges() {
    OptimizerConfig sgd = SgdConfig.RELEASE;
    assertThat(sgd.withLearningRate(0.5)).isEqualTo(new SgdConfig(0.5, 0.99, 5e-4));
    assertThat(AdamConfig.ADAMW.withLearningRate(0.5))
        .isEqualTo(new AdamConfig(0.5, 0.9, 0.999, 1e-8, 0.01, true));
    assertThat(AdamConfig.ADAM.decoupled()).isFalse();
    assertThat(AdamConfig.ADAM.learningRate()).isEqualTo(1e-3);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void aRateIsAboveNothing(double rate) {
    assertThatThrownBy(() -> SgdConfig.RELEASE.withLearningRate(rate))
        .isInstanceOf(OmnetException.class)
        .hasMessageContaining("learning rate > 0")
        .hasMessageContaining(String.valueOf(rate));
    assertThatThrownBy(() -> AdamConfig.ADAM.withLearningRate(rate))
        .isInstanceOf(OmnetException.class);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1, Double.NaN})
  void aShareThatStaysIsBelowOne(double share) {
    assertThatThrownBy(() -> new SgdConfig(1, share, 0)).hasMessageContaining("momentum in [0, 1)");
    assertThatThrownBy(() -> new AdamConfig(1, share, 0.9, 1e-8, 0, true))
        .hasMessageContaining("betas in [0, 1)");
    assertThatThrownBy(() -> new AdamConfig(1, 0.9, share, 1e-8, 0, true))
        .hasMessageContaining("betas in [0, 1)");
  }

  @Test
  void decayAndEpsilonAreChecked() {
    assertThatThrownBy(() -> new SgdConfig(1, 0, -1)).hasMessageContaining("weight decay >= 0");
    assertThatThrownBy(() -> new AdamConfig(1, 0, 0, 1e-8, -1, true))
        .hasMessageContaining("weight decay >= 0");
    assertThatThrownBy(() -> new AdamConfig(1, 0, 0, 0, 0, true))
        .hasMessageContaining("epsilon > 0");
  }
}
