package io.github.omnet.examples.command;

import io.github.omnet.core.OmnetException;
import io.github.omnet.core.fusion.RegionThresholds;
import io.github.omnet.models.packaging.InferenceSettings;
import io.github.omnet.models.packaging.ModelPackage;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The option {@code --threshold}: from which probability on a voxel belongs to a region. */
final class ThresholdOption {
  /** The choice made: thresholds, or the most probable class. */
  record Choice(Optional<RegionThresholds> thresholds) {}

  @Option(
      names = "--threshold",
      paramLabel = "REGION=P",
      converter = ChoiceConverter.class,
      description =
          "From which probability on a voxel belongs to a region, such as WT=0.35 or"
              + " WT=0.35,TC=0.45; 0.5 for regions left out. 'none' chooses the most probable"
              + " class. Default: as the model has it.")
  @Nullable Choice choice;

  ThresholdOption() {}

  /** Whether the option is given. */
  boolean isGiven() {
    return choice != null;
  }

  /** The model with what was chosen, if anything was. */
  ModelPackage applyTo(ModelPackage model) {
    InferenceSettings own = model.manifest().inference();
    return choice == null ? model : model.withInference(own.withThresholds(choice.thresholds()));
  }

  /** Reads thresholds; picocli makes a usage error of what are none. */
  static final class ChoiceConverter implements ITypeConverter<Choice> {
    @Override
    public Choice convert(String text) {
      if (text.equals("none")) {
        return new Choice(Optional.empty());
      }
      try {
        return new Choice(Optional.of(RegionThresholds.parse(text)));
      } catch (OmnetException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }
}
