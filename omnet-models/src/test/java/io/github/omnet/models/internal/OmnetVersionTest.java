package io.github.omnet.models.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OmnetVersionTest {
  @Test
  void itIsTheVersionOfTheBuild() {
    assertThat(OmnetVersion.get()).matches("\\d+\\.\\d+\\.\\d+(-.+)?");
  }
}
