package io.github.omnet.core.preprocess;

import com.google.common.hash.Hashing;
import io.github.omnet.core.OmnetException;
import io.github.omnet.core.internal.Parameters;
import io.github.omnet.core.internal.transform.CoarseNames;
import io.github.omnet.core.subject.Modality;
import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.subject.SubjectSource;
import io.github.omnet.core.transform.DerivedChannels;
import io.github.omnet.core.transform.Foreground;
import io.github.omnet.core.transform.Transform;
import io.github.omnet.core.transform.Transforms;
import io.github.omnet.core.volume.Orientation;
import io.github.omnet.core.volume.Spacing;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Everything that is done to a subject before a network sees it: modalities are chosen, turned to
 * one orientation, resampled if a voxel size is given, cropped to the brain (the voxels that are
 * not 0) and normalised; further steps may change values or add channels. Trainer and segmenter run
 * the same object, and a model's package holds its {@link #text()}.
 *
 * <p>Immutable. The same subject always gives the same voxels.
 *
 * <pre>{@code
 * Preprocessing twoModalities =
 *     Preprocessing.DEFAULT
 *         .withModalities(Modality.FLAIR, Modality.T1C)
 *         .withNormalisation(Transforms.robustZScore(Foreground.NON_ZERO))
 *         .withSpacing(new Spacing(2, 2, 2));
 * }</pre>
 */
public final class Preprocessing {
  /** All four modalities in RAS, at the subject's own voxel size, with z-scores over the brain. */
  public static final Preprocessing DEFAULT =
      new Preprocessing(
          List.of(Modality.values()),
          false,
          Orientation.RAS,
          Optional.empty(),
          Transforms.zScore(Foreground.NON_ZERO),
          List.of());

  /** Part of every fingerprint; raised when the same text gives other voxels. */
  private static final String VERSION = "omnet preprocessing 1";

  static final String SEPARATOR = " > ";
  static final String MODALITIES = "modalities";
  static final String MISSING_AS_ZERO = "zero";

  private final List<Modality> modalities;
  private final boolean missingAsZero;
  private final Orientation orientation;
  private final Optional<Spacing> spacing;
  private final Transform normalisation;
  private final List<Transform> steps;

  private Preprocessing(
      List<Modality> modalities,
      boolean missingAsZero,
      Orientation orientation,
      Optional<Spacing> spacing,
      Transform normalisation,
      List<Transform> steps) {
    if (modalities.isEmpty()) {
      throw new IllegalArgumentException("preprocessing needs at least one modality, found none");
    }
    this.modalities = List.copyOf(EnumSet.copyOf(modalities));
    if (this.modalities.size() != modalities.size()) {
      throw new IllegalArgumentException("each modality counts once, found " + modalities);
    }
    this.missingAsZero = missingAsZero;
    this.orientation = orientation;
    this.spacing = spacing;
    this.normalisation = normalisation;
    this.steps = List.copyOf(steps);
  }

  /**
   * Reads a text with the steps that this release knows.
   *
   * @param text from {@link #text()}
   * @return an equal preprocessing
   * @throws OmnetException naming the step that is unknown or malformed
   */
  public static Preprocessing parse(String text) {
    return parse(text, StepRegistry.STANDARD);
  }

  /**
   * Reads a text with the steps of a registry.
   *
   * @param text from {@link #text()}
   * @param registry the steps that may occur; no class is ever loaded by name
   * @return an equal preprocessing
   * @throws OmnetException naming the step that is unknown or malformed
   */
  public static Preprocessing parse(String text, StepRegistry registry) {
    return new PreprocessingText(registry).parse(text);
  }

  /**
   * The channels that come from scans.
   *
   * @return in the order of {@link Modality}, which is the order of the network's channels
   */
  public List<Modality> modalities() {
    return modalities;
  }

  /**
   * Returns whether a subject may lack a modality, which is then 0 everywhere.
   *
   * @return false by default
   */
  public boolean missingAsZero() {
    return missingAsZero;
  }

  /**
   * Axes that the network works in.
   *
   * @return RAS by default
   */
  public Orientation orientation() {
    return orientation;
  }

  /**
   * Voxel size that subjects are resampled to.
   *
   * @return mm along x, y, z of {@link #orientation()}; empty where subjects keep their own
   */
  public Optional<Spacing> spacing() {
    return spacing;
  }

  /**
   * The normalisation of intensities.
   *
   * @return a z-score over the brain by default
   */
  public Transform normalisation() {
    return normalisation;
  }

  /**
   * The steps after the normalisation.
   *
   * @return in order; none by default
   */
  public List<Transform> steps() {
    return steps;
  }

  /**
   * Names of the network's input channels: modalities first, then the channels that steps derive.
   *
   * @return in order
   */
  public List<String> channels() {
    List<String> names = new ArrayList<>(modalities.stream().map(Modality::name).toList());
    for (Transform step : steps) {
      if (step instanceof DerivedChannels derived) {
        names.addAll(derived.names(modalities));
      }
    }
    return List.copyOf(names);
  }

  /**
   * Returns whether subjects must bring the probabilities of a coarse network, as {@code
   * Transforms.coarseChannels()} takes them.
   *
   * @return false by default
   */
  public boolean takesCoarse() {
    return channels().containsAll(CoarseNames.all());
  }

  /**
   * Uses other modalities.
   *
   * @param chosen at least one, each once, in any order
   * @return a new preprocessing
   */
  public Preprocessing withModalities(Modality... chosen) {
    return withModalities(Arrays.asList(chosen));
  }

  /**
   * Uses other modalities.
   *
   * @param chosen at least one, each once, in any order
   * @return a new preprocessing
   */
  public Preprocessing withModalities(List<Modality> chosen) {
    return new Preprocessing(chosen, missingAsZero, orientation, spacing, normalisation, steps);
  }

  /**
   * Takes a modality that a subject lacks as 0 everywhere, instead of refusing the subject. Only
   * networks that were trained with {@code RandomAugmentations.modalityDropout} cope with it.
   *
   * @param allowed whether modalities may be missing
   * @return a new preprocessing
   */
  public Preprocessing withMissingAsZero(boolean allowed) {
    return new Preprocessing(modalities, allowed, orientation, spacing, normalisation, steps);
  }

  /**
   * Turns subjects to another orientation.
   *
   * @param axes that the network works in
   * @return a new preprocessing
   */
  public Preprocessing withOrientation(Orientation axes) {
    return new Preprocessing(modalities, missingAsZero, axes, spacing, normalisation, steps);
  }

  /**
   * Resamples subjects to one voxel size: images linearly, labels by the largest share. Voxels of
   * twice the size average eight; coarser ones sample, and leave some out.
   *
   * @param mm voxel size along x, y, z of {@link #orientation()}
   * @return a new preprocessing
   */
  public Preprocessing withSpacing(Spacing mm) {
    return withSpacing(Optional.of(mm));
  }

  /**
   * Resamples subjects to one voxel size, or keeps their own.
   *
   * @param mm voxel size along x, y, z of {@link #orientation()}, or empty
   * @return a new preprocessing
   */
  public Preprocessing withSpacing(Optional<Spacing> mm) {
    return new Preprocessing(modalities, missingAsZero, orientation, mm, normalisation, steps);
  }

  /**
   * Normalises in another way.
   *
   * @param step such as {@code Transforms.robustZScore(Foreground.NON_ZERO)}; keeps the grid, and
   *     keeps background 0
   * @return a new preprocessing
   */
  public Preprocessing withNormalisation(Transform step) {
    return new Preprocessing(modalities, missingAsZero, orientation, spacing, step, steps);
  }

  /**
   * Adds a step after the ones there are.
   *
   * @param step keeps the grid: changes values, or adds channels as {@link DerivedChannels} do
   * @return a new preprocessing
   */
  public Preprocessing withStep(Transform step) {
    List<Transform> more = new ArrayList<>(steps);
    more.add(step);
    return new Preprocessing(modalities, missingAsZero, orientation, spacing, normalisation, more);
  }

  /**
   * Prepares a subject, its truth included.
   *
   * @param subject the modalities asked for, and maybe others
   * @return the subject as the network sees it, and the way back to its own grid
   * @throws OmnetException naming subject and modality if one is missing, or subject and step if a
   *     step fails
   */
  public PreparedSubject apply(Subject subject) {
    return new Preparation(this).apply(subject);
  }

  /**
   * Derives the channels of a prepared subject anew, after its modalities were changed.
   *
   * @param prepared a subject that {@link #apply} gave, or one with other values on its grid
   * @return the subject with the channels that the steps derive from its modalities as they are
   * @throws OmnetException as {@link #requireDerivable}
   */
  public Subject derive(Subject prepared) {
    return new Preparation(this).derive(prepared);
  }

  /**
   * Checks that {@link #derive} can do its work: no step changes values after one that derives
   * channels from them, and no channel comes from a coarse network.
   *
   * @throws OmnetException naming the steps
   */
  public void requireDerivable() {
    new Preparation(this).requireDerivable();
  }

  /**
   * Prepares subjects as they are loaded.
   *
   * @param sources subjects as they are stored
   * @return sources of prepared subjects, in the same order
   */
  public List<SubjectSource> prepared(List<? extends SubjectSource> sources) {
    return sources.stream().map(this::prepared).toList();
  }

  /**
   * Prepares a subject when it is loaded.
   *
   * @param source a subject as it is stored
   * @return a source of the prepared subject
   */
  public SubjectSource prepared(SubjectSource source) {
    return source.map(subject -> apply(subject).subject());
  }

  /**
   * All steps with their parameters, in order. {@link #parse} makes an equal preprocessing of it.
   *
   * @return steps as {@code name(key=value, ...)}, joined by {@code " > "}
   */
  public String text() {
    List<String> texts = new ArrayList<>();
    Parameters select =
        Parameters.of(MODALITIES)
            .with(
                "names", modalities.stream().map(Modality::name).collect(Collectors.joining(" ")));
    texts.add((missingAsZero ? select.with("missing", MISSING_AS_ZERO) : select).toString());
    new Preparation(this).spatial().steps().forEach(step -> texts.add(step.describe()));
    texts.add(normalisation.describe());
    steps.forEach(step -> texts.add(step.describe()));
    return String.join(SEPARATOR, texts);
  }

  /**
   * A name for what is done, for caches and provenance. It is the same on every machine, and
   * differs if any parameter does.
   *
   * @return 64 hexadecimal digits, a SHA-256
   */
  public String fingerprint() {
    return Hashing.sha256().hashString(VERSION + "\n" + text(), StandardCharsets.UTF_8).toString();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Preprocessing that && text().equals(that.text());
  }

  @Override
  public int hashCode() {
    return text().hashCode();
  }

  /** The {@link #text()}. */
  @Override
  public String toString() {
    return text();
  }
}
