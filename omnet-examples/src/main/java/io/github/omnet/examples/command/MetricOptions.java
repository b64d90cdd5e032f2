package io.github.omnet.examples.command;

import io.github.omnet.core.OmnetException;
import io.github.omnet.core.metric.EmptyPolicy;
import io.github.omnet.core.metric.LesionRule;
import io.github.omnet.core.metric.Metrics;
import io.github.omnet.examples.console.Json;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options that say what is measured, and what it is where a region is empty. */
final class MetricOptions {
  @Option(
      names = "--preset",
      paramLabel = "TOOL",
      defaultValue = "brats",
      converter = PresetConverter.class,
      description =
          "Whose definitions hd and hd95 follow: brats, monai, medpy or deepmind. Default: brats.")
  Metrics preset = Metrics.brats();

  @Option(
      names = "--empty",
      paramLabel = "POLICY",
      defaultValue = "nan",
      converter = PolicyConverter.class,
      description =
          "What metrics of empty regions are: nan (undefined), brats (1 and 0 mm, or 0 and the"
              + " image diagonal) or zero-one. Default: nan.")
  EmptyPolicy policy = EmptyPolicy.NAN;

  @Option(names = "--lesionwise", description = "Also score lesion by lesion, as BraTS 2023 does.")
  boolean lesionwise;

  MetricOptions() {}

  Metrics metrics() {
    Metrics metrics = preset.with(policy);
    return lesionwise ? metrics.withLesionWise(LesionRule.BRATS2023) : metrics;
  }

  /** Adds what was measured to a report. */
  void describe(Json json) {
    Json definitions = new Json();
    metrics().byKey().forEach((key, metric) -> definitions.with(key, metric.definition()));
    json.with("preset", preset.name()).with("empty", name(policy)).with("definitions", definitions);
  }

  private static String name(EmptyPolicy policy) {
    return policy.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Turns a name into a preset; picocli makes a usage error of what it does not know. */
  static final class PresetConverter implements ITypeConverter<Metrics> {
    @Override
    public Metrics convert(String name) {
      try {
        return Metrics.of(name);
      } catch (OmnetException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }

  /** Turns a name into a policy. */
  static final class PolicyConverter implements ITypeConverter<EmptyPolicy> {
    @Override
    public EmptyPolicy convert(String name) {
      for (EmptyPolicy policy : EmptyPolicy.values()) {
        if (name(policy).equals(name.toLowerCase(Locale.ROOT))) {
          return policy;
        }
      }
      throw new TypeConversionException("'" + name + "' is no policy; known: nan, brats, zero-one");
    }
  }
}
