package io.github.omnet.models.network;

import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Locale;

/**
 * A network layer by layer, for one input shape.
 *
 * @param input shape of the input, N, C, D, H, W
 * @param layers in the order in which they run
 * @param counts how many parameters there are, by what is counted
 */
public record NetworkSummary(Shape input, List<Layer> layers, ParameterCounts counts) {
  /**
   * Copies the list.
   *
   * @param input shape of the input
   * @param layers in the order in which they run
   * @param counts how many parameters there are
   */
  public NetworkSummary {
    layers = List.copyOf(layers);
  }

  /**
   * One layer.
   *
   * @param name path within the network, joined by dots
   * @param kind such as {@code Conv3x3x3}
   * @param output shape of the output, N, C, D, H, W
   * @param parameters stored numbers, running statistics among them
   * @param multiplyAdds multiplications with an addition, for the whole batch
   */
  public record Layer(String name, String kind, Shape output, long parameters, long multiplyAdds) {}

  /**
   * Multiplications with an addition of the whole pass.
   *
   * @return the sum over the layers
   */
  public long multiplyAdds() {
    return layers.stream().mapToLong(Layer::multiplyAdds).sum();
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%-28s %-14s %-22s %14s %18s%n",
            "layer",
            "kind",
            "output",
            "parameters",
            "multiply-adds"));
    for (Layer layer : layers) {
      text.append(
          String.format(
              Locale.ROOT,
              "%-28s %-14s %-22s %,14d %,18d%n",
              layer.name(),
              layer.kind(),
              layer.output(),
              layer.parameters(),
              layer.multiplyAdds()));
    }
    return text.append(
            String.format(
                Locale.ROOT, "input %s: %s; %,d multiply-adds%n", input, counts, multiplyAdds()))
        .toString();
  }
}
