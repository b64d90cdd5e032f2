package io.github.omnet.core.subject;

import io.github.omnet.core.OmnetException;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.Mask;
import io.github.omnet.core.volume.Volume;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One patient's study: its modalities, all on one grid, the tumour labels of an expert where they
 * are known, and channels that preprocessing derived from the modalities, if any. Immutable.
 *
 * <p>Derived channels have names and an order. The network reads them after the modalities. Spatial
 * transforms move them like images; transforms of intensities leave them as they are.
 */
public final class Subject implements SubjectSource {
  private final String id;
  private final Map<Modality, Volume> volumes;
  private final Map<String, Volume> derived;
  private final Optional<TumorLabels> truth;

  private Subject(
      String id,
      Map<Modality, Volume> volumes,
      Map<String, Volume> derived,
      Optional<TumorLabels> truth) {
    if (volumes.isEmpty()) {
      throw new OmnetException("subject " + id + " has no modality; give at least one volume");
    }
    this.id = id;
    this.volumes = new EnumMap<>(volumes);
    this.derived = Collections.unmodifiableMap(new LinkedHashMap<>(derived));
    this.truth = truth;
    Map.Entry<Modality, Volume> first = this.volumes.entrySet().iterator().next();
    for (Map.Entry<Modality, Volume> next : this.volumes.entrySet()) {
      first
          .getValue()
          .grid()
          .requireMatches(
              next.getValue().grid(),
              first.getKey() + " and " + next.getKey() + " of subject " + id);
    }
    this.derived.forEach(
        (name, volume) -> {
          if (name.isBlank()) {
            throw new IllegalArgumentException(
                "a derived channel of subject " + id + " needs a name, found '" + name + "'");
          }
          grid()
              .requireMatches(
                  volume.grid(), first.getKey() + " and channel " + name + " of subject " + id);
        });
    truth.ifPresent(
        labels ->
            grid().requireMatches(labels.grid(), first.getKey() + " and truth of subject " + id));
  }

  /**
   * A subject whose truth is not known.
   *
   * @param id a name, unique in its data set
   * @param volumes at least one modality; all grids must match
   * @return the subject
   * @throws io.github.omnet.core.volume.GridMismatchException if two grids differ
   */
  public static Subject of(String id, Map<Modality, Volume> volumes) {
    return new Subject(id, volumes, Map.of(), Optional.empty());
  }

  /**
   * A subject with an expert's segmentation.
   *
   * @param id a name, unique in its data set
   * @param volumes at least one modality; all grids must match
   * @param truth the expert's labels, on the same grid
   * @return the subject
   * @throws io.github.omnet.core.volume.GridMismatchException if two grids differ
   */
  public static Subject of(String id, Map<Modality, Volume> volumes, TumorLabels truth) {
    return new Subject(id, volumes, Map.of(), Optional.of(truth));
  }

  /**
   * Name of the subject.
   *
   * @return a name, unique in its data set
   */
  @Override
  public String id() {
    return id;
  }

  /** This subject: it is in memory already. */
  @Override
  public Subject load() {
    return this;
  }

  /**
   * The grid that all volumes lie on.
   *
   * @return the grid of the first modality
   */
  public Grid grid() {
    return volumes.values().iterator().next().grid();
  }

  /**
   * The volumes by modality, in channel order.
   *
   * @return a copy
   */
  public Map<Modality, Volume> volumes() {
    return new EnumMap<>(volumes);
  }

  /**
   * One modality.
   *
   * @param modality which
   * @return its volume
   * @throws OmnetException naming subject and modality if it is missing
   */
  public Volume volume(Modality modality) {
    Volume volume = volumes.get(modality);
    if (volume == null) {
      throw new OmnetException(
          "subject " + id + " has no " + modality + ", only " + volumes.keySet());
    }
    return volume;
  }

  /**
   * The channels that preprocessing derived from the modalities, by name, in the order in which
   * they are channels of the network after the modalities.
   *
   * @return an unmodifiable map, empty for a subject as it was read
   */
  public Map<String, Volume> derived() {
    return derived;
  }

  /**
   * Returns the same subject with these derived channels in place of its own.
   *
   * @param newDerived by name, in channel order (the order in which the map iterates); the grids
   *     must match the modalities'
   * @return a new subject with this id, these modalities and this truth
   * @throws IllegalArgumentException if a name is blank
   * @throws io.github.omnet.core.volume.GridMismatchException if two grids differ
   */
  public Subject withDerived(Map<String, Volume> newDerived) {
    return new Subject(id, volumes, newDerived, truth);
  }

  /**
   * The expert's segmentation.
   *
   * @return the labels, or empty where they are not known
   */
  public Optional<TumorLabels> truth() {
    return truth;
  }

  /**
   * The expert's segmentation, for work that cannot do without.
   *
   * @return the labels
   * @throws OmnetException naming the subject if they are not known
   */
  public TumorLabels requireTruth() {
    return truth.orElseThrow(
        () -> new OmnetException("subject " + id + " has no segmentation to learn or score from"));
  }

  /**
   * The same patient with other voxels on the same grid: what transforms of intensities return. The
   * derived channels stay, so the grid may change only where there are none.
   *
   * @param newVolumes at least one modality; all grids must match
   * @param newTruth the labels on the same grid, or empty
   * @return a new subject with this id
   * @throws io.github.omnet.core.volume.GridMismatchException if two grids differ
   */
  public Subject with(Map<Modality, Volume> newVolumes, Optional<TumorLabels> newTruth) {
    return new Subject(id, newVolumes, derived, newTruth);
  }

  /**
   * The same patient with other voxels, derived channels included: what spatial transforms return.
   *
   * @param newVolumes at least one modality; all grids must match
   * @param newDerived the derived channels on the same grid, in channel order; may be empty
   * @param newTruth the labels on the same grid, or empty
   * @return a new subject with this id
   * @throws io.github.omnet.core.volume.GridMismatchException if two grids differ
   */
  public Subject with(
      Map<Modality, Volume> newVolumes,
      Map<String, Volume> newDerived,
      Optional<TumorLabels> newTruth) {
    return new Subject(id, newVolumes, newDerived, newTruth);
  }

  /**
   * The brain: voxels that are not 0 in at least one modality; derived channels do not count. Meant
   * for skull-stripped volumes whose background is 0, before or after normalisation.
   *
   * @return a mask on this grid
   */
  public Mask brain() {
    boolean[] brain = new boolean[grid().shape().voxels()];
    for (Volume volume : volumes.values()) {
      float[] data = volume.data();
      for (int n = 0; n < brain.length; n++) {
        brain[n] |= data[n] != 0;
      }
    }
    return Mask.wrap(grid(), brain);
  }

  @Override
  public String toString() {
    String channels = derived.isEmpty() ? "" : " and " + derived.keySet();
    return "Subject[" + id + " " + volumes.keySet() + channels + " on " + grid() + "]";
  }
}
