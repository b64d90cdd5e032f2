package io.github.omnet.models.network;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Test;

/** The exact integers of spec/omnet.md, section 1. */
class ParameterCountsTest {
  private static final int W = NetworkConfig.PAPER_WIDTH;

  @Test
  void theBasicNetworkHasTheReleasesParameters() {
    assertThat(ParameterCounts.of(new OmNet(NetworkConfig.basic(W, 5))))
        .isEqualTo(new ParameterCounts(13_812_256, 13_816_005, 13_823_493, 13_830_981));
  }

  @Test
  void omNetHasTheReleasesParameters() {
    assertThat(ParameterCounts.of(new OmNet(NetworkConfig.omNet(W))))
        .isEqualTo(new ParameterCounts(13_867_776, 13_871_596, 13_879_212, 13_886_828));
  }

  @Test
  void omNetHas43ConvolutionsAnd40BatchNormalisations() {
    NetworkSummary summary = new OmNet(NetworkConfig.omNet(W)).summary(new Shape(1, 4, 16, 32, 32));
    assertThat(summary.layers().stream().filter(l -> l.kind().contains("Conv"))).hasSize(43);
    assertThat(summary.layers().stream().filter(l -> l.kind().equals("UpConv2x2x2"))).hasSize(3);
    assertThat(summary.layers().stream().filter(l -> l.kind().equals("BatchNorm"))).hasSize(40);
  }

  @Test
  void multiplyAddsOfOnePatchAreThePublishedOnes() {
    Shape patch = new Shape(1, 4, 16, 32, 32);
    assertThat(new OmNet(NetworkConfig.omNet(W)).summary(patch).multiplyAdds() / 1e9)
        .isBetween(8.585, 8.595);
    assertThat(new OmNet(NetworkConfig.basic(W, 5)).summary(patch).multiplyAdds() / 1e9)
        .isBetween(7.675, 7.685);
  }
}
