package io.github.omnet.examples.command;

import io.github.omnet.core.OmnetException;
import io.github.omnet.core.preprocess.Preprocessing;
import io.github.omnet.core.subject.Modality;
import io.github.omnet.core.transform.Transform;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.core.volume.Spacing;
import io.github.omnet.models.network.Architecture;
import io.github.omnet.models.packaging.ModelManifest;
import io.github.omnet.models.packaging.ModelPackage;
import io.github.omnet.models.plan.TrainingPlan;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The options of a training that the model brings which it starts from. */
final class ModelSettings {
  private static final String NORMALISE = "--normalise";

  /** Networks that weights of OM-Net fit into but for what they have beside it. */
  private static final Set<Architecture> AFTER_OM_NET =
      Set.of(Architecture.OM_NET, Architecture.OM_NET_SE, Architecture.OM_NET_CGA);

  private static final List<List<String>> CHANNELS =
      List.of(
          List.of(),
          List.of(PreprocessingOptions.SYMMETRY),
          List.of(PreprocessingOptions.LOCATION),
          List.of(PreprocessingOptions.SYMMETRY, PreprocessingOptions.LOCATION),
          List.of(PreprocessingOptions.LOCATION, PreprocessingOptions.SYMMETRY));

  private final ModelPackage model;
  private final ModelManifest manifest;

  /**
   * Knows a model.
   *
   * @param model of one level
   */
  ModelSettings(ModelPackage model) {
    this.model = model;
    this.manifest = model.manifest();
  }

  /** The preset that has the model's architecture; empty for OM-Net, which the default has. */
  Optional<String> preset() {
    Architecture architecture = manifest.architecture();
    if (architecture.equals(Architecture.OM_NET)) {
      return Optional.empty();
    }
    if (architecture.equals(Architecture.CASCADE)) {
      return Optional.of("mc" + manifest.networks().size());
    }
    return Optional.of(architecture.equals(Architecture.BASIC) ? "mc1" : architecture.toString());
  }

  /**
   * Options and their values; empty for an option that the model does without, whatever a preset
   * has.
   *
   * @param normalisationSaid whether the user names one
   * @throws OmnetException if no options make the model's preprocessing
   */
  Map<String, Optional<String>> options(boolean normalisationSaid) {
    Preprocessing steps = manifest.preprocessing();
    Map<String, Optional<String>> options = new LinkedHashMap<>();
    options.put("--width", Optional.of(String.valueOf(manifest.networks().get(0).width())));
    Shape patch = manifest.patch();
    options.put("--patch", Optional.of(patch.x() + "," + patch.y() + "," + patch.z()));
    options.put("--spacing", steps.spacing().map(ModelSettings::text));
    options.put(
        "--modalities",
        Optional.of(
            steps.modalities().stream()
                .map(modality -> modality.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(","))));
    options.put(
        "--missing",
        Optional.of(
            steps.missingAsZero() ? PreprocessingOptions.ZERO : PreprocessingOptions.REFUSE));
    List<String> channels = channels();
    options.put(
        "--channels",
        channels.isEmpty() ? Optional.empty() : Optional.of(String.join(",", channels)));
    if (!normalisationSaid) {
      options.put(NORMALISE, Optional.of(normalisation()));
    }
    return options;
  }

  private static String text(Spacing mm) {
    return mm.x() + "," + mm.y() + "," + mm.z();
  }

  /** The names of the steps that add channels, which are all steps that options can name. */
  private List<String> channels() {
    Preprocessing own = manifest.preprocessing();
    List<Modality> modalities = own.modalities();
    for (List<String> names : CHANNELS) {
      Preprocessing made =
          Preprocessing.DEFAULT
              .withModalities(modalities)
              .withMissingAsZero(own.missingAsZero())
              .withSpacing(own.spacing())
              .withNormalisation(own.normalisation());
      for (String name : names) {
        made = made.withStep(PreprocessingOptions.derived(name).orElseThrow());
      }
      if (made.equals(own)) {
        return names;
      }
    }
    throw new OmnetException(
        model.location()
            + ": no options of this command make its preprocessing ("
            + own.text()
            + "); train in Java with TrainingPlanBuilder.preprocessing of the model's");
  }

  private String normalisation() {
    Transform own = manifest.preprocessing().normalisation();
    return PreprocessingOptions.FIXED.entrySet().stream()
        .filter(named -> same(named.getValue(), own))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow(
            () ->
                new OmnetException(
                    model.location()
                        + ": its normalisation has constants of its own, which no option says;"
                        + " name one with --normalise (nyul learns from your subjects), or train in"
                        + " Java with TrainingPlanBuilder.preprocessing of the model's"));
  }

  private static boolean same(Transform one, Transform other) {
    Preprocessing with = Preprocessing.DEFAULT.withNormalisation(one);
    return with.equals(Preprocessing.DEFAULT.withNormalisation(other));
  }

  /**
   * Refuses a plan whose network the model's weights do not fit.
   *
   * @throws OmnetException naming the option and what to do
   */
  void requireFits(TrainingPlan plan, String preset) {
    Architecture own = manifest.architecture();
    boolean fits =
        own.equals(plan.architecture())
            || (own.equals(Architecture.OM_NET) && AFTER_OM_NET.contains(plan.architecture()));
    require(
        fits && plan.network().classes().size() >= manifest.networks().size(),
        "--preset " + preset + " trains " + plan.architecture(),
        "is " + own,
        "--preset");
    int width = manifest.networks().get(0).width();
    require(
        plan.network().width() == width,
        "--width is " + plan.network().width(),
        "has " + width,
        "--width");
    require(
        plan.preprocessing().channels().equals(manifest.preprocessing().channels()),
        "--modalities and --channels give the network " + plan.preprocessing().channels(),
        "sees " + manifest.preprocessing().channels(),
        "--modalities and --channels");
  }

  private void require(boolean holds, String asked, String found, String option) {
    if (!holds) {
      throw new OmnetException(
          asked
              + ", and the model of --from "
              + found
              + ", so its weights do not fit; leave "
              + option
              + " out to take over what the model has, or train without --from");
    }
  }
}
