package io.github.omnet.models.packaging;

import io.github.omnet.core.OmnetException;
import io.github.omnet.core.postprocess.RuleRegistry;
import io.github.omnet.core.preprocess.StepRegistry;
import io.github.omnet.models.network.Architecture;
import java.util.ArrayList;
import java.util.List;

/**
 * The parts that a package may name: preprocessing steps, rules of post-processing, networks. A
 * file can only choose among these; it never names a class.
 *
 * @param steps preprocessing steps
 * @param rules rules of post-processing
 * @param networks own networks, beside those of this library
 */
public record ModelParts(StepRegistry steps, RuleRegistry rules, List<Architecture> networks) {
  /** The parts of this library. */
  public static final ModelParts STANDARD =
      new ModelParts(StepRegistry.STANDARD, RuleRegistry.STANDARD, List.of());

  /**
   * Copies the list.
   *
   * @param steps preprocessing steps
   * @param rules rules of post-processing
   * @param networks own networks
   */
  public ModelParts {
    networks = List.copyOf(networks);
  }

  /**
   * These parts with other preprocessing steps.
   *
   * @param registry such as {@code StepRegistry.STANDARD.with("clip", Clip::read)}
   * @return new parts
   */
  public ModelParts withSteps(StepRegistry registry) {
    return new ModelParts(registry, rules, networks);
  }

  /**
   * These parts with other rules of post-processing.
   *
   * @param registry such as {@code RuleRegistry.STANDARD.with("smallest", Smallest::read)}
   * @return new parts
   */
  public ModelParts withRules(RuleRegistry registry) {
    return new ModelParts(steps, registry, networks);
  }

  /**
   * These parts with one more network.
   *
   * @param own made by {@link Architecture#own}
   * @return new parts
   * @throws IllegalArgumentException if a network of that name is there
   */
  public ModelParts withNetwork(Architecture own) {
    if (Architecture.STANDARD.contains(own) || networks.contains(own)) {
      throw new IllegalArgumentException("the network '" + own + "' exists; choose another name");
    }
    return including(own);
  }

  /**
   * These parts with a network that may be one of this library.
   *
   * @param architecture such as that of a plan
   * @return these, or new parts if the network is an own one
   */
  public ModelParts including(Architecture architecture) {
    if (Architecture.STANDARD.contains(architecture)) {
      return this;
    }
    List<Architecture> more = new ArrayList<>(networks);
    more.add(architecture);
    return new ModelParts(steps, rules, more);
  }

  /** The network of a name. */
  Architecture architecture(String id) {
    for (Architecture own : networks) {
      if (own.toString().equals(id)) {
        return own;
      }
    }
    try {
      return Architecture.of(id);
    } catch (OmnetException e) {
      // Without the cause: packages print the innermost message.
      throw new OmnetException(
          e.getMessage()
              + "; a network of your own is passed in ModelParts when the model is opened");
    }
  }
}
