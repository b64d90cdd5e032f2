package io.github.omnet.core.subject;

import io.github.omnet.core.OmnetException;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.Mask;
import io.github.omnet.core.volume.Volume;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * One patient's study: its modalities, all on one grid, and the tumour labels of an expert where
 * they are known. Immutable.
 */
public final class Subject implements SubjectSource {
  private final String id;
  private final Map<Modality, Volume> volumes;
  private final Optional<TumorLabels> truth;

  private Subject(String id, Map<Modality, Volume> volumes, Optional<TumorLabels> truth) {
    if (volumes.isEmpty()) {
      throw new OmnetException("subject " + id + " has no modality; give at least one volume");
    }
    this.id = id;
    this.volumes = new EnumMap<>(volumes);
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
    return new Subject(id, volumes, Optional.empty());
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
    return new Subject(id, volumes, Optional.of(truth));
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
   * The same patient with other voxels: what every transform returns.
   *
   * @param newVolumes at least one modality; all grids must match
   * @param newTruth the labels on the same grid, or empty
   * @return a new subject with this id
   * @throws io.github.omnet.core.volume.GridMismatchException if two grids differ
   */
  public Subject with(Map<Modality, Volume> newVolumes, Optional<TumorLabels> newTruth) {
    return new Subject(id, newVolumes, newTruth);
  }

  /**
   * The brain: voxels that are not 0 in at least one modality. Meant for skull-stripped volumes
   * whose background is 0, before or after normalisation.
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
    return "Subject[" + id + " " + volumes.keySet() + " on " + grid() + "]";
  }
}
