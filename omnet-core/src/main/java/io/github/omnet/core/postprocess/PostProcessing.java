package io.github.omnet.core.postprocess;

import io.github.omnet.core.OmnetException;
import io.github.omnet.core.subject.TumorLabels;
import java.util.ArrayList;
import java.util.List;

/**
 * Rules applied one after the other. Nothing is corrected without a record of it.
 *
 * @param rules in the order of application; may be empty
 */
public record PostProcessing(List<Rule> rules) {
  /** Leaves every segmentation as it is. */
  public static final PostProcessing NONE = new PostProcessing(List.of());

  /** The rules of OM-Net's authors with our default constants: components, then oedema. */
  public static final PostProcessing DEFAULT =
      new PostProcessing(List.of(RemoveSmallComponents.DEFAULT, SplitOedema.DEFAULT));

  /**
   * Takes a copy of the list.
   *
   * @param rules in the order of application
   */
  public PostProcessing {
    rules = List.copyOf(rules);
  }

  /**
   * The outcome.
   *
   * @param labels the segmentation after the last rule
   * @param corrections what each rule changed, in order
   */
  public record Result(TumorLabels labels, List<Correction> corrections) {}

  /**
   * Rules by their texts, in the order given.
   *
   * @param texts such as {@code components} or {@code components(maximumThreshold=500)}; none
   *     switches everything off
   * @param registry the rules that may occur
   * @return the rules
   * @throws OmnetException if a text names no rule of the registry, or no constants of it
   */
  public static PostProcessing parse(List<String> texts, RuleRegistry registry) {
    List<Rule> chosen = new ArrayList<>();
    for (String text : texts) {
      try {
        chosen.add(registry.read(text));
      } catch (IllegalArgumentException | OmnetException e) {
        // The cause says no more: packages print the innermost message.
        throw new OmnetException("rule '" + text + "' of post-processing: " + e.getMessage());
      }
    }
    return new PostProcessing(chosen);
  }

  /**
   * The rules with their constants, as they stand in a model's package.
   *
   * @return what {@link #parse} reads with a registry that knows all rules
   */
  public List<String> texts() {
    return rules.stream().map(Rule::describe).toList();
  }

  /**
   * Returns whether any rule looks at class probabilities.
   *
   * @return true if they must be kept
   */
  public boolean needsProbabilities() {
    return rules.stream().anyMatch(Rule::needsProbabilities);
  }

  /**
   * These rules without one of them.
   *
   * @param name name of the rule to leave out; no matter if it is not there
   * @return a new set of rules
   */
  public PostProcessing without(String name) {
    return new PostProcessing(rules.stream().filter(rule -> !rule.name().equals(name)).toList());
  }

  /**
   * Applies all rules.
   *
   * @param input the segmentation and what it was made from
   * @return the corrected labels and what was changed
   * @throws io.github.omnet.core.OmnetException if a rule needs images or probabilities that are
   *     missing
   */
  public Result apply(Rule.Input input) {
    Rule.Input current = input;
    List<Correction> corrections = new ArrayList<>();
    for (Rule rule : rules) {
      Correction correction = rule.apply(current);
      corrections.add(correction);
      current = current.with(correction.labels());
    }
    return new Result(current.labels(), List.copyOf(corrections));
  }
}
