package io.github.omnet.models.network;

import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import java.util.Locale;

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
