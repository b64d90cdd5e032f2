package io.github.omnet.models.network;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
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

  /**
   * How many numbers a network holds. Papers count differently, so each way has its name.
   *
   * @param convolutionWeights weights of convolutions only
   * @param convolutions and their biases
   * @param learnable and the scale and shift of batch normalisation
   * @param stored and its running mean and variance
   */
  public record ParameterCounts(
      long convolutionWeights, long convolutions, long learnable, long stored) {
    /**
     * Counts the parameters of a block.
     *
     * @param block any block; parameters without a shape do not count
     * @return the four counts
     */
    public static ParameterCounts of(Block block) {
      long weights = 0;
      long biases = 0;
      long normalisation = 0;
      long statistics = 0;
      for (Parameter parameter : block.getParameters().values()) {
        if (parameter.getShape() == null) {
          continue; // of a foreign layer that has not seen an input yet
        }
        long size = parameter.getShape().size();
        switch (parameter.getType()) {
          case WEIGHT -> weights += size;
          case BIAS -> biases += size;
          case GAMMA, BETA -> normalisation += size;
          default -> statistics += size;
        }
      }
      long convolutions = weights + biases;
      return new ParameterCounts(
          weights,
          convolutions,
          convolutions + normalisation,
          convolutions + normalisation + statistics);
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%,d convolution weights, %,d with biases, %,d learnable, %,d stored",
          convolutionWeights,
          convolutions,
          learnable,
          stored);
    }
  }
}
