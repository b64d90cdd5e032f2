package io.github.omnet.models.network;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The exact integers of spec/omnet.md, section 1. */
class ParameterCountsTest {
  private static final Shape PATCH = new Shape(1, 4, 16, 32, 32);

  private static TaskNetwork published(String architecture) {
    int width = NetworkConfig.PAPER_WIDTH;
    boolean basic = architecture.equals("basic");
    return Networks.of(
        Architecture.of(architecture),
        basic ? NetworkConfig.basic(width, 5) : NetworkConfig.omNet(width));
  }

  @ParameterizedTest
  @CsvSource({
    "basic,      13812256, 13816005, 13823493, 13830981",
    "cascade,    41436672, 41447916, 41470380, 41492844",
    "om-net,     13867776, 13871596, 13879212, 13886828",
    "om-net-cga, 13812733, 13816503, 13823991, 13831479",
    // Two excitations of 32 x 8 + 8 x 32 weights and 8 + 32 biases.
    "om-net-se,  13868800, 13872700, 13880316, 13887932",
  })
  void everyNetworkHasTheReleasesParameters(
      String architecture, long weights, long convolutions, long learnable, long stored) {
    assertThat(NetworkSummary.ParameterCounts.of(published(architecture)))
        .isEqualTo(new NetworkSummary.ParameterCounts(weights, convolutions, learnable, stored));
  }

  @ParameterizedTest
  @CsvSource({
    "basic, 7.68",
    "cascade, 23.03",
    "om-net, 8.59",
    "om-net-cga, 7.68",
    "om-net-se, 8.59"
  })
  void multiplyAddsOfOnePatchAreThePublishedOnes(String architecture, double billions) {
    assertThat(Math.round(published(architecture).summary(PATCH).multiplyAdds() / 1e7) / 100.0)
        .isEqualTo(billions);
  }

  @Test
  void omNetHas43ConvolutionsAnd40BatchNormalisations() {
    NetworkSummary summary = published("om-net").summary(PATCH);
    assertThat(summary.layers().stream().filter(l -> l.kind().contains("Conv"))).hasSize(43);
    assertThat(summary.layers().stream().filter(l -> l.kind().equals("UpConv2x2x2"))).hasSize(3);
    assertThat(summary.layers().stream().filter(l -> l.kind().equals("BatchNorm"))).hasSize(40);
  }

  @ParameterizedTest
  @CsvSource({"basic", "cascade", "om-net", "om-net-cga", "om-net-se"})
  void theSummaryCountsEveryStoredParameterOnce(String architecture) {
    NetworkSummary summary = published(architecture).summary(PATCH);
    assertThat(summary.layers().stream().mapToLong(NetworkSummary.Layer::parameters).sum())
        .isEqualTo(summary.counts().stored());
    assertThat(summary.layers()).extracting(NetworkSummary.Layer::name).doesNotHaveDuplicates();
  }
}
