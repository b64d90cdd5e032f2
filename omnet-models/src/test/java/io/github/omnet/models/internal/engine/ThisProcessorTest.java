package io.github.omnet.models.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ThisProcessorTest {
  @Test
  void theFirstNameIsTaken() {
    assertThat(
            ThisProcessor.named(
                List.of(
                    "processor\t: 0", "model name\t: AMD EPYC: 9B14", "model name\t: another one")))
        .contains("AMD EPYC: 9B14");
    assertThat(ThisProcessor.named(List.of("model name\t:", "Features\t: fp asimd"))).isEmpty();
  }

  @Test
  void everyMachineHasAName() {
    assertThat(ThisProcessor.name()).isNotBlank();
  }
}
