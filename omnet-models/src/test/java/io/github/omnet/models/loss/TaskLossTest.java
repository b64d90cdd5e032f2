package io.github.omnet.models.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.omnet.core.OmnetException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TaskLossTest {
  @ParameterizedTest
  @EnumSource
  void everyLossIsFoundByItsName(TaskLoss loss) {
    assertThat(TaskLoss.of(loss.toString().toUpperCase(java.util.Locale.ROOT))).isSameAs(loss);
  }

  @Test
  void anUnknownNameIsAnsweredWithTheKnownOnes() {
    assertThatThrownBy(() -> TaskLoss.of("dice"))
        .isInstanceOf(OmnetException.class)
        .hasMessage(
            "'dice' is no loss; known: [cross-entropy, soft-dice, dice-ce, focal, region-dice,"
                + " region-dice-ce]");
  }

  @Test
  void aShareIsNotMoreThanTheWhole() {
    assertThatThrownBy(() -> new LossShare(3, 2))
        .hasMessageContaining("3")
        .hasMessageContaining("2");
    assertThatThrownBy(() -> new LossShare(-1, 2)).isInstanceOf(IllegalArgumentException.class);
    assertThat(LossShare.whole(2)).isEqualTo(new LossShare(2, 2));
  }
}
