package io.github.omnet.models.packaging;

import io.github.omnet.core.OmnetException;
import io.github.omnet.core.preprocess.Preprocessing;
import io.github.omnet.core.subject.LabelScheme;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.core.volume.Spacing;
import io.github.omnet.models.internal.TrainedSpacing;
import io.github.omnet.models.network.Architecture;
import io.github.omnet.models.network.NetworkConfig;
import java.util.List;
import java.util.Optional;

/**
 * What a package says of itself: everything that is needed to use the weights, and where they come
 * from. {@code model.json} holds it; docs/guide/files.md lists the fields of that file.
 *
 * @param name name of the model
 * @param architecture which of the published networks, or an own one
 * @param networks one configuration for each network: up to three of a cascade, which run one after
 *     the other; of other architectures the members of an ensemble, whose probabilities are
 *     averaged, most often one
 * @param preprocessing what is done to a subject before the network sees it
 * @param spacing voxel size that the network was trained at, in mm along x, y, z of the
 *     preprocessing's orientation, by {@link TrainedSpacing}; empty if training subjects differed
 * @param scheme what the classes stand for
 * @param patch extent of the training patches
 * @param inference settings of the sliding window and of what follows
 * @param provenance where the weights come from
 * @param files every other file of the package, but those of the coarse level
 * @param coarse of a two-level model the manifest of its coarse level, a complete model of one
 *     level; its files stand in the package with {@code coarse-} before their names
 */
public record ModelManifest(
    String name,
    Architecture architecture,
    List<NetworkConfig> networks,
    Preprocessing preprocessing,
    Optional<Spacing> spacing,
    LabelScheme scheme,
    Shape patch,
    InferenceSettings inference,
    Provenance provenance,
    List<FileEntry> files,
    Optional<ModelManifest> coarse) {
  /**
   * Copies the lists.
   *
   * @param name name of the model
   * @param architecture which network
   * @param networks one configuration for each network
   * @param preprocessing what is done to a subject first
   * @param spacing voxel size trained at, or empty
   * @param scheme what the classes stand for
   * @param patch extent of the training patches
   * @param inference settings of the sliding window and of what follows
   * @param provenance where the weights come from
   * @param files every other file of the package
   * @param coarse of a two-level model the manifest of its coarse level
   */
  public ModelManifest {
    networks = List.copyOf(networks);
    files = List.copyOf(files);
  }

  /**
   * One file of the package.
   *
   * @param name plain file name
   * @param bytes its length
   * @param sha256 its SHA-256 in lower-case hexadecimal
   */
  public record FileEntry(String name, long bytes, String sha256) {}

  /**
   * Refuses settings with which the networks would not compute what they were trained to: those
   * that sum over their input need windows of the training patches' extent. Refuses a share of the
   * coarse level where there is none with the classes of the fine one.
   *
   * @param settings the model's own or a caller's
   * @throws OmnetException if the window is another than the patch and must not be, or the levels
   *     cannot be averaged
   */
  public void requireFits(InferenceSettings settings) {
    if (settings.coarseShare() > 0) {
      requireLevelsOfTheSameClasses(settings.coarseShare());
    }
    if (architecture.patchBound() && !settings.windowIs(patch)) {
      throw new OmnetException(
          architecture
              + " sums over its input and needs windows of the extent trained with, "
              + patch
              + ", found "
              + List.of(settings.windowX(), settings.windowY(), settings.windowZ())
              + (settings.fit() ? " fitted to the subject" : ""));
    }
  }

  private void requireLevelsOfTheSameClasses(double share) {
    Optional<String> obstacle =
        coarse.isEmpty() ? Optional.of("has one level") : obstacle(coarse.get());
    if (obstacle.isPresent()) {
      throw new OmnetException(
          "a share of the coarse level (coarseShare "
              + share
              + ") averages the classes of two levels, and the model "
              + name
              + " "
              + obstacle.get()
              + "; use a share of 0");
    }
  }

  private Optional<String> obstacle(ModelManifest level) {
    if (isCascade() || level.isCascade()) {
      return Optional.of("has a cascade as a level");
    }
    List<Integer> own = networks.get(0).classes();
    List<Integer> other = level.networks().get(0).classes();
    return own.equals(other)
        ? Optional.empty()
        : Optional.of(
            "has the classes " + own + " in its fine level and " + other + " in its coarse one");
  }

  private boolean isCascade() {
    return architecture.equals(Architecture.CASCADE);
  }

  /**
   * Whether the networks are members of an ensemble, whose probabilities are averaged.
   *
   * @return false for a single network and for a cascade
   */
  public boolean isEnsemble() {
    return !isCascade() && networks.size() > 1;
  }

  /**
   * How many networks are averaged.
   *
   * @return the members of an ensemble; 1 for a single network and for a cascade
   */
  public int members() {
    return isEnsemble() ? networks.size() : 1;
  }

  /** The same manifest with other settings of inference, whose metrics are not known. */
  ModelManifest withInference(InferenceSettings settings) {
    return new ModelManifest(
        name,
        architecture,
        networks,
        preprocessing,
        spacing,
        scheme,
        patch,
        settings,
        settings.equals(inference) ? provenance : provenance.withoutMetrics(),
        files,
        coarse);
  }

  /** The same manifest with another origin. */
  ModelManifest with(Provenance origin) {
    return new ModelManifest(
        name,
        architecture,
        networks,
        preprocessing,
        spacing,
        scheme,
        patch,
        inference,
        origin,
        files,
        coarse);
  }

  /** The same manifest with another list of files. */
  ModelManifest withFiles(List<FileEntry> entries) {
    return with(name, entries);
  }

  /** The same manifest with another name and another list of files. */
  ModelManifest with(String other, List<FileEntry> entries) {
    return new ModelManifest(
        other,
        architecture,
        networks,
        preprocessing,
        spacing,
        scheme,
        patch,
        inference,
        provenance,
        entries,
        coarse);
  }

  /** The same manifest with another coarse level. */
  ModelManifest withCoarse(Optional<ModelManifest> level) {
    return new ModelManifest(
        name,
        architecture,
        networks,
        preprocessing,
        spacing,
        scheme,
        patch,
        inference,
        provenance,
        files,
        level);
  }
}
