package io.github.omnet.core.postprocess;

import io.github.omnet.core.internal.Parameters;
import io.github.omnet.core.morphology.Connectivity;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The rules that a model's package may name. A file can only choose among these: it names rules,
 * never classes.
 */
public final class RuleRegistry {
  /** The rules of this library. A constant that a text leaves out has its default. */
  public static final RuleRegistry STANDARD =
      new RuleRegistry(
          Map.of(
              RemoveSmallComponents.NAME,
              RuleRegistry::components,
              SplitOedema.NAME,
              RuleRegistry::oedema,
              FarCore.NAME,
              RuleRegistry::farCore,
              LittleEnhancing.NAME,
              RuleRegistry::littleEnhancing,
              CorelessParts.NAME,
              RuleRegistry::corelessParts));

  private final Map<String, Function<Map<String, String>, Rule>> readers;

  private RuleRegistry(Map<String, Function<Map<String, String>, Rule>> readers) {
    this.readers = readers;
  }

  /**
   * Adds a rule of the caller's.
   *
   * @param name its {@link Rule#name()}
   * @param reader makes the rule from the constants in the parenthesis of its {@link
   *     Rule#describe()}, by key; none where a text is the name alone. Throws an {@link
   *     IllegalArgumentException} if they make no rule
   * @return a new registry
   */
  public RuleRegistry with(String name, Function<Map<String, String>, Rule> reader) {
    Map<String, Function<Map<String, String>, Rule>> more = new TreeMap<>(readers);
    if (more.put(name, reader) != null) {
      throw new IllegalArgumentException("the rule '" + name + "' exists; choose another name");
    }
    return new RuleRegistry(more);
  }

  /**
   * Adds the rules that this registry does not know, with just the constants that they have there.
   *
   * @param rules such as those that are given to a package
   * @return a registry that reads the texts of these rules
   */
  public RuleRegistry including(PostProcessing rules) {
    Map<String, Function<Map<String, String>, Rule>> more = new TreeMap<>(readers);
    for (Rule rule : rules.rules()) {
      Map<String, String> own = Parameters.parse(rule.describe()).values();
      more.putIfAbsent(
          rule.name(),
          values -> {
            if (!values.equals(own)) {
              throw new IllegalArgumentException(
                  "expected " + rule.describe() + ", found " + values);
            }
            return rule;
          });
    }
    return new RuleRegistry(more);
  }

  /** Makes a rule of its text. */
  Rule read(String text) {
    Parameters parts = text.contains("(") ? Parameters.parse(text) : Parameters.of(text);
    Function<Map<String, String>, Rule> reader = readers.get(parts.name());
    if (reader == null) {
      throw new IllegalArgumentException(
          "no rule is called '"
              + parts.name()
              + "'; known: "
              + new TreeSet<>(readers.keySet())
              + "; a rule of your own is passed in a RuleRegistry when the model is opened");
    }
    return reader.apply(parts.values());
  }

  private static Rule components(Map<String, String> values) {
    RemoveSmallComponents standard = RemoveSmallComponents.DEFAULT;
    requireKnown(values, Set.of("maximumThreshold", "shareOfLargest", "connectivity"));
    String connectivity = values.getOrDefault("connectivity", standard.connectivity().name());
    return new RemoveSmallComponents(
        Integer.parseInt(values.getOrDefault("maximumThreshold", "" + standard.maximumThreshold())),
        Double.parseDouble(values.getOrDefault("shareOfLargest", "" + standard.shareOfLargest())),
        Connectivity.valueOf(connectivity));
  }

  private static Rule oedema(Map<String, String> values) {
    SplitOedema standard = SplitOedema.DEFAULT;
    requireKnown(values, Set.of("maximumShare", "maximumVoxels", "seed"));
    return new SplitOedema(
        Double.parseDouble(values.getOrDefault("maximumShare", "" + standard.maximumShare())),
        Integer.parseInt(values.getOrDefault("maximumVoxels", "" + standard.maximumVoxels())),
        Long.parseLong(values.getOrDefault("seed", "" + standard.seed())));
  }

  private static Rule farCore(Map<String, String> values) {
    FarCore standard = FarCore.DEFAULT;
    requireKnown(values, Set.of("maximumDistance", "minimumShare"));
    return new FarCore(
        Double.parseDouble(values.getOrDefault("maximumDistance", "" + standard.maximumDistance())),
        Double.parseDouble(values.getOrDefault("minimumShare", "" + standard.minimumShare())));
  }

  private static Rule littleEnhancing(Map<String, String> values) {
    LittleEnhancing standard = LittleEnhancing.DEFAULT;
    requireKnown(values, Set.of("minimumVolume"));
    return new LittleEnhancing(
        Double.parseDouble(values.getOrDefault("minimumVolume", "" + standard.minimumVolume())));
  }

  private static Rule corelessParts(Map<String, String> values) {
    CorelessParts standard = CorelessParts.DEFAULT;
    requireKnown(values, Set.of("connectivity"));
    return new CorelessParts(
        Connectivity.valueOf(values.getOrDefault("connectivity", standard.connectivity().name())));
  }

  private static void requireKnown(Map<String, String> values, Set<String> keys) {
    if (!keys.containsAll(values.keySet())) {
      throw new IllegalArgumentException(
          "constants are " + new TreeSet<>(keys) + ", found " + values.keySet());
    }
  }

  /** Names of the rules that can be read. */
  @Override
  public String toString() {
    return "RuleRegistry" + new TreeSet<>(readers.keySet());
  }
}
