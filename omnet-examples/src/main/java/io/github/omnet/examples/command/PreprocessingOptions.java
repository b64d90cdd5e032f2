package io.github.omnet.examples.command;

import io.github.omnet.core.OmnetException;
import io.github.omnet.core.preprocess.Preprocessing;
import io.github.omnet.core.subject.Modality;
import io.github.omnet.core.subject.SubjectSource;
import io.github.omnet.core.transform.Foreground;
import io.github.omnet.core.transform.Transform;
import io.github.omnet.core.transform.Transforms;
import io.github.omnet.core.volume.Spacing;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What is done to subjects before a network sees them. */
final class PreprocessingOptions {
  static final String REFUSE = "refuse";
  static final String ZERO = "zero";
  static final String SYMMETRY = "symmetry";
  static final String LOCATION = "location";
  private static final double LOW_PERCENTILE = 0.5;
  private static final double HIGH_PERCENTILE = 99.5;

  /** Normalisations that learn nothing from the training subjects, by name. */
  static final Map<String, Transform> FIXED =
      Map.of(
          "z-score", Transforms.zScore(Foreground.NON_ZERO),
          "robust-z-score", Transforms.robustZScore(Foreground.NON_ZERO),
          "percentiles",
              Transforms.percentileRescale(Foreground.NON_ZERO, LOW_PERCENTILE, HIGH_PERCENTILE));

  @Spec(Spec.Target.MIXEE)
  CommandSpec spec;

  @Option(
      names = "--modalities",
      paramLabel = "NAME",
      split = ",",
      description =
          "Modalities that the network sees: some of flair, t1, t1c, t2. Default: all four.")
  List<String> modalities = List.of();

  @Option(
      names = "--missing",
      paramLabel = "RULE",
      description =
          "What becomes of a modality that a subject lacks, here and in use: refuse the subject, or"
              + " take it as zero everywhere. Default: ${DEFAULT-VALUE}.")
  String missing = REFUSE;

  @Option(
      names = "--spacing",
      paramLabel = "MM|X,Y,Z",
      split = ",",
      description =
          "Resample subjects to voxels of this size, here and whenever the model is used. Default:"
              + " their own size.")
  List<Double> spacing = List.of();

  @Option(
      names = "--normalise",
      paramLabel = "NAME",
      description =
          "Normalisation of intensities over the brain: z-score, robust-z-score, percentiles (0.5"
              + " to 99.5 onto 0 to 1) or nyul (landmarks learnt from the training subjects)."
              + " Default: ${DEFAULT-VALUE}.")
  String normalise = "z-score";

  @Option(
      names = "--channels",
      paramLabel = "NAME",
      split = ",",
      description =
          "Further input channels: symmetry (what differs between left and right, for each"
              + " modality), location (where in the brain). Default: none.")
  List<String> channels = List.of();

  PreprocessingOptions() {}

  /** Modalities alone, and what becomes of those that a subject lacks. */
  Preprocessing modalities() {
    Options.require(
        spec,
        List.of(REFUSE, ZERO).contains(missing),
        "--missing takes refuse or zero, found '" + missing + "'");
    Preprocessing chosen = Preprocessing.DEFAULT.withMissingAsZero(missing.equals(ZERO));
    return modalities.isEmpty()
        ? chosen
        : chosen.withModalities(modalities.stream().map(this::modality).toList());
  }

  /**
   * The preprocessing.
   *
   * @param training the subjects that landmarks are learnt from, if any are
   * @throws IOException if a subject cannot be read
   */
  Preprocessing of(List<? extends SubjectSource> training) throws IOException {
    Options.require(
        spec,
        spacing.size() != 2 && spacing.size() <= 3,
        "--spacing takes one number or three, found " + spacing);
    Preprocessing made = modalities();
    if (!spacing.isEmpty()) {
      int last = spacing.size() - 1;
      try {
        made =
            made.withSpacing(
                new Spacing(spacing.get(0), spacing.get(Math.min(1, last)), spacing.get(last)));
      } catch (IllegalArgumentException | OmnetException e) {
        throw new ParameterException(spec.commandLine(), "--spacing: " + e.getMessage(), e);
      }
    }
    made = made.withNormalisation(normalisation(training, made.modalities()));
    for (String name : channels) {
      made =
          made.withStep(
              derived(name)
                  .orElseThrow(
                      () ->
                          new ParameterException(
                              spec.commandLine(),
                              "--channels takes symmetry and location, found '" + name + "'")));
    }
    return made;
  }

  /** The step that adds channels of this name, if there is one. */
  static Optional<Transform> derived(String name) {
    return switch (name) {
      case SYMMETRY -> Optional.of(Transforms.symmetryChannels());
      case LOCATION -> Optional.of(Transforms.locationChannels());
      default -> Optional.empty();
    };
  }

  private Modality modality(String name) {
    for (Modality modality : Modality.values()) {
      if (modality.name().equals(name.toUpperCase(Locale.ROOT))) {
        return modality;
      }
    }
    throw new ParameterException(
        spec.commandLine(), "--modalities takes some of flair, t1, t1c, t2, found '" + name + "'");
  }

  private Transform normalisation(List<? extends SubjectSource> training, List<Modality> modalities)
      throws IOException {
    if (normalise.equals("nyul")) {
      return Transforms.learnHistogramStandardization(training, modalities, Foreground.NON_ZERO);
    }
    Transform fixed = FIXED.get(normalise);
    Options.require(
        spec,
        fixed != null,
        "--normalise takes z-score, robust-z-score, percentiles or nyul, found '"
            + normalise
            + "'");
    return Objects.requireNonNull(fixed);
  }
}
