package io.github.omnet.core.subject;

import io.github.omnet.core.OmnetException;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.Volume;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * One patient's study: its modalities, all on one grid, and the tumour labels of an expert where
 * they are known. Immutable.
 */
public final class Subject {
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
  public String id() {
    return id;
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

  @Override
  public String toString() {
    return "Subject[" + id + " " + volumes.keySet() + " on " + grid() + "]";
  }
}
