package io.github.omnet.models.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.omnet.core.OmnetException;
import io.github.omnet.models.internal.network.BlockParameters;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworksTest {
  @Test
  void anArchitectureIsFoundByTheNameThatItPrints() {
    assertThat(Architecture.STANDARD)
        .hasSize(5)
        .allSatisfy(
            architecture ->
                assertThat(Architecture.of(architecture.toString())).isSameAs(architecture));
  }

  @Test
  void anOwnArchitectureNeedsANameOfItsOwn() {
    NetworkFactory factory = config -> new OmNet(config);
    Architecture own = Architecture.own("u-net", factory);
    assertThat(own).hasToString("u-net").isEqualTo(Architecture.own("u-net", factory));
    assertThat(own.patchBound()).isFalse();
    assertThat(own.boundToPatch().patchBound()).isTrue();
    assertThatThrownBy(() -> Architecture.own("om-net", factory))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'om-net' exists");
    assertThatThrownBy(() -> Architecture.own("U Net", factory))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'U Net'");
  }

  @Test
  void anUnknownArchitectureIsRefusedWithTheKnownOnes() {
    assertThatThrownBy(() -> Architecture.of("u-net"))
        .isInstanceOf(OmnetException.class)
        .hasMessageContaining("u-net")
        .hasMessageContaining("om-net-cga");
  }

  @Test
  void aBasicNetworkHasOneTask() {
    assertThatThrownBy(() -> Networks.of(Architecture.BASIC, NetworkConfig.omNet(2)))
        .isInstanceOf(OmnetException.class)
        .hasMessageContaining("one task");
  }

  @Test
  void guidedAttentionNeedsGuidesOfFiveClasses() {
    NetworkConfig config = new NetworkConfig(4, List.of(5, 3, 2), 2, 0);
    assertThatThrownBy(() -> Networks.of(Architecture.OM_NET_CGA, config))
        .isInstanceOf(OmnetException.class)
        .hasMessageContaining("[5, 3, 2]");
  }

  @Test
  void aCascadeOfThreeIsMadeOfBasicNetworks() {
    ModelCascade cascade = new ModelCascade(NetworkConfig.omNet(2).withChannels(3));
    assertThat(cascade.members())
        .extracting(network -> network.config().classes())
        .containsExactly(List.of(5), List.of(5), List.of(2));
    assertThat(cascade.members()).allMatch(network -> network.config().channels() == 3);
  }

  @ParameterizedTest
  @CsvSource({
    "om-net, head3.",
    "om-net-se, head3.",
    "om-net-cga, head3.",
    "cascade, net3.",
  })
  void aStageOfTwoTasksLearnsEverythingButTheThird(String architecture, String third) {
    TaskNetwork network = Networks.of(Architecture.of(architecture), NetworkConfig.omNet(2));
    assertThat(BlockParameters.of(network).keySet())
        .anyMatch(name -> name.startsWith(third))
        .allMatch(name -> network.learns(name, 2) != name.startsWith(third))
        .allMatch(name -> network.learns(name, 3));
  }
}
