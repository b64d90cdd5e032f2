package io.github.omnet.examples.command;

import io.github.omnet.core.OmnetException;
import io.github.omnet.core.subject.LabelScheme;
import io.github.omnet.io.dataset.TruthEncoding;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The option {@code --labels} where files are read: what their numbers mean. */
final class EncodingOption {
  /** Name of the encoding of nnU-Net. */
  static final String NNUNET = "nnunet";

  /**
   * The choice made.
   *
   * @param name as on the command line
   * @param encoding what it stands for; empty to tell by the labels that occur
   */
  record Choice(String name, Optional<TruthEncoding> encoding) {
    static final Choice AUTO = new Choice("auto", Optional.empty());
  }

  @Option(
      names = "--labels",
      paramLabel = "SCHEME",
      defaultValue = "auto",
      converter = ChoiceConverter.class,
      description =
          "What the labels mean: auto, brats2015, brats2021 (also 2017 to 2020), brats2023, or"
              + " nnunet (1 oedema, 2 core, 3 enhancing). Default: auto, by the labels that occur.")
  Choice choice = Choice.AUTO;

  EncodingOption() {}

  /** Turns a name into a choice; picocli makes a usage error of what it does not know. */
  static final class ChoiceConverter implements ITypeConverter<Choice> {
    @Override
    public Choice convert(String text) {
      String name = text.toLowerCase(Locale.ROOT);
      if (name.equals("auto")) {
        return Choice.AUTO;
      }
      if (name.equals(NNUNET)) {
        return new Choice(name, Optional.of(TruthEncoding.NNUNET));
      }
      try {
        return new Choice(name, Optional.of(TruthEncoding.of(LabelScheme.of(name))));
      } catch (OmnetException e) {
        throw new TypeConversionException(e.getMessage() + ", nnunet or auto");
      }
    }
  }
}
