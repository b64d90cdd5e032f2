package io.github.omnet.models.packaging;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import io.github.omnet.core.OmnetException;
import io.github.omnet.core.preprocess.Preprocessing;
import io.github.omnet.core.preprocess.StepRegistry;
import io.github.omnet.core.subject.LabelScheme;
import io.github.omnet.core.subject.Modality;
import io.github.omnet.core.volume.Orientation;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.core.volume.Spacing;
import io.github.omnet.models.network.Architecture;
import io.github.omnet.models.network.NetworkConfig;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The fields of {@code model.json}, by their names there. What is a type in {@link ModelManifest}
 * is a text here.
 *
 * @param format always {@link #FORMAT}
 * @param formatVersion 1 in packages from before the preprocessing had a text; 5 of two-level
 *     models whose levels are averaged; 4 of other two-level models; 3 where settings are used that
 *     releases before them would pass over; else 2
 * @param name name of the model
 * @param architecture name of an {@link Architecture}
 * @param networks configurations of the networks
 * @param preprocessing text of the {@link Preprocessing}
 * @param spacing three lengths in mm, or none
 * @param labelScheme name of a {@link LabelScheme}
 * @param patch x, y, z
 * @param inference settings of the sliding window and of what follows
 * @param provenance where the weights come from
 * @param files every other file of the package
 * @param coarse of a two-level model the manifest of its coarse level, which has none
 * @param modalities of version 1
 * @param normalisation of version 1, always {@code z-score-brain}
 * @param orientation of version 1
 * @param resample of version 1: whether subjects are resampled to the spacing
 */
record ManifestJson(
    @Nullable String format,
    int formatVersion,
    String name,
    String architecture,
    List<NetworkConfig> networks,
    @Nullable String preprocessing,
    @Nullable List<Double> spacing,
    String labelScheme,
    List<Integer> patch,
    InferenceJson inference,
    Provenance provenance,
    List<ModelManifest.FileEntry> files,
    @Nullable ManifestJson coarse,
    @Nullable List<Modality> modalities,
    @Nullable String normalisation,
    @Nullable String orientation,
    @Nullable Boolean resample) {
  static final String FORMAT = "omnet-model";

  /** The newest version of the layout that this release reads. */
  static final int VERSION = 5;

  private static final int VERSION_OF_TWO_LEVELS = 4;

  private static final int VERSION_OF_THRESHOLDS = 3;

  /** Written where nothing needs a newer one, so that older releases can read the package. */
  private static final int VERSION_OF_OLDER_RELEASES = 2;

  private static final int OLDEST_VERSION = 1;
  private static final String ONLY_NORMALISATION = "z-score-brain";

  /** The manifest as a file. */
  static String write(ModelManifest m) {
    return new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create().toJson(of(m))
        + "\n";
  }

  private static ManifestJson of(ModelManifest m) {
    return new ManifestJson(
        FORMAT,
        version(m),
        m.name(),
        m.architecture().toString(),
        m.networks(),
        m.preprocessing().text(),
        m.spacing().map(mm -> List.of(mm.x(), mm.y(), mm.z())).orElse(List.of()),
        m.scheme().toString(),
        List.of(m.patch().x(), m.patch().y(), m.patch().z()),
        InferenceJson.of(m.inference()),
        m.provenance(),
        m.files(),
        m.coarse().map(ManifestJson::of).orElse(null),
        null,
        null,
        null,
        null);
  }

  private static int version(ModelManifest m) {
    if (m.coarse().isPresent()) {
      return m.inference().coarseShare() > 0 ? VERSION : VERSION_OF_TWO_LEVELS;
    }
    return needsThresholds(m) ? VERSION_OF_THRESHOLDS : VERSION_OF_OLDER_RELEASES;
  }

  /**
   * Releases of version 2 pass over thresholds, know rules by their names only, and no averages.
   */
  private static boolean needsThresholds(ModelManifest m) {
    InferenceSettings settings = m.inference();
    return m.isEnsemble()
        || settings.thresholds().isPresent()
        || settings.postProcessing().stream().anyMatch(rule -> rule.contains("("));
  }

  /**
   * Reads a file.
   *
   * @param where for messages
   * @throws ModelPackageException if it is no manifest that this release can read
   * @throws RuntimeException of several kinds if a field is missing or holds what it cannot
   */
  static ModelManifest read(String text, String where, ModelParts parts)
      throws ModelPackageException {
    return read(new Gson().fromJson(text, ManifestJson.class), where, parts);
  }

  private static ModelManifest read(@Nullable ManifestJson json, String where, ModelParts parts)
      throws ModelPackageException {
    if (json == null || !FORMAT.equals(json.format)) {
      throw new ModelPackageException(
          where, "not a model manifest", "\"format\" must be \"" + FORMAT + "\"");
    }
    if (json.formatVersion < OLDEST_VERSION || json.formatVersion > VERSION) {
      throw new ModelPackageException(
          where,
          "format version " + json.formatVersion,
          "this release reads versions "
              + OLDEST_VERSION
              + " to "
              + VERSION
              + "; use the release that wrote it");
    }
    Optional<Spacing> spacing = json.trainedSpacing();
    // A release of version 2 would segment without them.
    require(
        json.formatVersion >= VERSION_OF_THRESHOLDS || json.inference.byRegion() == null,
        "thresholds, which needs formatVersion " + VERSION_OF_THRESHOLDS,
        json.inference.byRegion());
    InferenceSettings inference = json.inference.settings();
    // A release of version 4 would leave the coarse level out of the average.
    require(
        json.formatVersion == VERSION || inference.coarseShare() == 0,
        "coarseShare, which needs formatVersion " + VERSION,
        inference.coarseShare());
    require(json.patch.size() == 3 && !json.patch.contains(null), "patch", json.patch);
    Optional<ModelManifest> coarse = Optional.empty();
    if (json.coarse != null) {
      require(
          json.formatVersion >= VERSION_OF_TWO_LEVELS,
          "coarse, which needs formatVersion " + VERSION_OF_TWO_LEVELS,
          json.formatVersion);
      require(json.coarse.coarse == null, "coarse, which holds a coarse level itself", json.name);
      coarse = Optional.of(read(json.coarse, where + ", coarse", parts));
    }
    return new ModelManifest(
        json.name,
        parts.architecture(json.architecture),
        json.networks,
        json.preprocessing == null ? json.olderPreprocessing(spacing) : json.parsed(parts.steps()),
        spacing,
        LabelScheme.of(json.labelScheme),
        new Shape(json.patch.get(0), json.patch.get(1), json.patch.get(2)),
        inference,
        json.provenance,
        json.files,
        coarse);
  }

  private Preprocessing parsed(StepRegistry steps) {
    return Preprocessing.parse(String.valueOf(preprocessing), steps);
  }

  private Preprocessing olderPreprocessing(Optional<Spacing> trained) {
    require(ONLY_NORMALISATION.equals(normalisation), "normalisation", normalisation);
    require(modalities != null && !modalities.contains(null), "modalities", modalities);
    boolean resampled = resample != null && resample;
    require(!resampled || trained.isPresent(), "resample", resample);
    return Preprocessing.DEFAULT
        .withModalities(modalities == null ? List.of() : modalities)
        .withOrientation(Orientation.of(String.valueOf(orientation)))
        .withSpacing(resampled ? trained : Optional.empty());
  }

  private Optional<Spacing> trainedSpacing() {
    if (spacing == null || spacing.isEmpty()) {
      return Optional.empty();
    }
    boolean valid = spacing.size() == 3;
    for (Double mm : spacing) {
      valid &= mm != null && mm > 0 && Double.isFinite(mm);
    }
    require(valid, "spacing", spacing);
    return Optional.of(new Spacing(spacing.get(0), spacing.get(1), spacing.get(2)));
  }

  private static void require(boolean holds, String field, @Nullable Object found) {
    if (!holds) {
      throw new OmnetException("field " + field + " holds what this release cannot use: " + found);
    }
  }
}
