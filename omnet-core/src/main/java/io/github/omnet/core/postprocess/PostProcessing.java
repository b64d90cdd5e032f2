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
   * Default rules by name, in the order given.
   *
   * @param names such as {@code components}, {@code oedema}; none switches everything off
   * @return the rules
   * @throws OmnetException naming the known ones
   */
  public static PostProcessing named(List<String> names) {
    List<Rule> chosen = new ArrayList<>();
    for (String name : names) {
      chosen.add(
          DEFAULT.rules.stream()
              .filter(rule -> rule.name().equals(name))
              .findFirst()
              .orElseThrow(
                  () ->
                      new OmnetException(
                          "'"
                              + name
                              + "' is no rule; known: "
                              + DEFAULT.rules.stream().map(Rule::name).toList())));
    }
    return new PostProcessing(chosen);
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
   * @param segmentation the segmentation and what it was made from
   * @return the corrected labels and what was changed
   * @throws io.github.omnet.core.OmnetException if a rule needs images or probabilities that are
   *     missing
   */
  public Result apply(Segmentation segmentation) {
    Segmentation current = segmentation;
    List<Correction> corrections = new ArrayList<>();
    for (Rule rule : rules) {
      Correction correction = rule.apply(current);
      corrections.add(correction);
      current = current.with(correction.labels());
    }
    return new Result(current.labels(), List.copyOf(corrections));
  }
}
