package io.github.omnet.models.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CpuFeaturesTest {
  @Test
  void readsTheFirstProcessorOfLinuxsList() {
    Set<String> found =
        CpuFeatures.of(
            List.of(
                "processor\t: 0",
                "flags\t\t: fpu avx2 fma avx512f avx512_bf16",
                "processor\t: 1",
                "flags\t\t: fpu amx_bf16"));
    assertThat(found).containsExactly("avx2", "avx512_bf16", "avx512f", "fma");
    assertThat(CpuFeatures.multipliesBfloat16(found)).isTrue();
  }

  @Test
  void aProcessorWithoutTheInstructionsOrWithoutAListHasNone() {
    assertThat(CpuFeatures.of(List.of("model name : some ARM"))).isEmpty();
    assertThat(CpuFeatures.multipliesBfloat16(Set.of("avx2", "avx512f"))).isFalse();
    assertThat(CpuFeatures.multipliesBfloat16(Set.of("amx_bf16"))).isTrue();
  }
}
