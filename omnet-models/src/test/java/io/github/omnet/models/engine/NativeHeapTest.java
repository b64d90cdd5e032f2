package io.github.omnet.models.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NativeHeapTest {
  @ParameterizedTest
  @ValueSource(strings = {"GLIBC_TUNABLES", "MALLOC_ARENA_MAX", "MALLOC_TRIM_THRESHOLD_"})
  void whoeverHasSetTheAllocatorIsLeftAlone(String variable) {
    assertThat(NativeHeap.isDecided(Map.of(variable, "1"))).isTrue();
  }

  @Test
  void otherVariablesDecideNothing() {
    assertThat(NativeHeap.isDecided(Map.of("OMP_NUM_THREADS", "2"))).isFalse();
  }
}
