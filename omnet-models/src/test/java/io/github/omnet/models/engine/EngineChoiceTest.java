package io.github.omnet.models.engine;

import static io.github.omnet.models.engine.EngineKind.MXNET;
import static io.github.omnet.models.engine.EngineKind.PYTORCH;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EngineChoiceTest {
  private static final Set<EngineKind> BOTH = Set.of(MXNET, PYTORCH);

  @ParameterizedTest
  @CsvSource({
    "Linux, amd64, PYTORCH",
    "Linux, aarch64, PYTORCH",
    "Mac OS X, aarch64, PYTORCH",
    "Mac OS X, x86_64, MXNET",
    "Windows 11, amd64, PYTORCH",
  })
  void theFasterEngineThatThePlatformRunsIsTaken(String os, String arch, EngineKind expected) {
    assertThat(EngineChoice.of(BOTH, BOTH, os, arch)).isEqualTo(expected);
  }

  @Test
  void anEngineWithItsNativeLibraryGoesBeforeOneWithout() {
    assertThat(EngineChoice.of(BOTH, Set.of(MXNET), "Linux", "amd64")).isEqualTo(MXNET);
    assertThat(EngineChoice.of(BOTH, Set.of(), "Linux", "amd64")).isEqualTo(PYTORCH);
    assertThat(EngineChoice.of(Set.of(MXNET), Set.of(), "Linux", "amd64")).isEqualTo(MXNET);
  }

  @Test
  void whatIsThereIsTakenWhereNothingIsBuiltForThePlatform() {
    assertThat(EngineChoice.of(Set.of(MXNET), Set.of(MXNET), "FreeBSD", "amd64")).isEqualTo(MXNET);
    assertThat(EngineChoice.of(Set.of(), Set.of(), "Linux", "amd64")).isEqualTo(PYTORCH);
  }

  @Test
  void theNativeLibrariesOfTheTestsAreFound() {
    assertThat(EngineChoice.hasNativeLibrary(MXNET)).isTrue();
    assertThat(EngineChoice.hasNativeLibrary(PYTORCH)).isTrue();
  }

  @Test
  void completeEnginesAreCandidatesTheUsuallyFasterOneFirst() {
    assertThat(EngineChoice.all(BOTH, BOTH, "Linux", "amd64")).containsExactly(PYTORCH, MXNET);
    assertThat(EngineChoice.all(BOTH, BOTH, "Linux", "aarch64")).containsExactly(PYTORCH);
    assertThat(EngineChoice.all(BOTH, Set.of(MXNET), "Linux", "amd64")).containsExactly(MXNET);
    assertThat(EngineChoice.all(BOTH, Set.of(), "Linux", "amd64")).containsExactly(PYTORCH);
  }

  @Test
  void theNativeLibraryIsTheOneOfTheJarOrOfDjlsVariable() {
    assertThat(Engines.nativeLibrary(PYTORCH)).matches("2\\.\\S+ cpu \\S+");
    assertThat(Engines.nativeLibrary(MXNET)).matches("1\\.\\S+ \\S+");
    System.setProperty("MXNET_LIBRARY_PATH", "/opt/mxnet");
    try {
      assertThat(Engines.nativeLibrary(MXNET)).isEqualTo("/opt/mxnet");
    } finally {
      System.clearProperty("MXNET_LIBRARY_PATH");
    }
  }

  @Test
  void thePropertyGoesBeforeEverything() {
    String before = System.getProperty("omnet.engine");
    try {
      System.setProperty("omnet.engine", "PyTorch");
      assertThat(Engines.preferred()).isEqualTo(PYTORCH);
      System.setProperty("omnet.engine", "mxnet");
      assertThat(Engines.preferred()).isEqualTo(MXNET);
      assertThat(Engines.candidates()).containsExactly(MXNET);
      System.setProperty("omnet.engine", "");
      assertThat(Engines.candidates()).containsExactly(PYTORCH, MXNET);
    } finally {
      if (before == null) {
        System.clearProperty("omnet.engine");
      } else {
        System.setProperty("omnet.engine", before);
      }
    }
  }
}
