package io.github.omnet.examples.command;

import io.github.omnet.core.OmnetException;
import io.github.omnet.core.subject.LabelScheme;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The option {@code --labels}: what the numbers in a segmentation are to mean that is written. */
final class LabelOption {
  /** The choice made. */
  record Choice(Optional<LabelScheme> scheme) {}

  @Option(
      names = "--labels",
      paramLabel = "SCHEME",
      defaultValue = "auto",
      converter = ChoiceConverter.class,
      description =
          "What the labels mean: auto, brats2015, brats2021 (also 2017 to 2020) or brats2023."
              + " Default: auto, by the labels that occur.")
  Choice choice = new Choice(Optional.empty());

  LabelOption() {}

  /** Turns a name into a choice; picocli makes a usage error of what it does not know. */
  static final class ChoiceConverter implements ITypeConverter<Choice> {
    @Override
    public Choice convert(String name) {
      if (name.toLowerCase(Locale.ROOT).equals("auto")) {
        return new Choice(Optional.empty());
      }
      try {
        return new Choice(Optional.of(LabelScheme.of(name)));
      } catch (OmnetException e) {
        throw new TypeConversionException(e.getMessage() + " or auto");
      }
    }
  }
}
