package io.github.omnet.models.internal;

import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.subject.TumorRegion;
import io.github.omnet.core.transform.SpatialTransform;
import io.github.omnet.core.transform.Transforms;
import io.github.omnet.core.volume.Volume;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Gives a subject the probabilities of a coarse network, in training and in use alike. */
public final class CoarseInput {
  /** Names of the channels, in the order of the regions. */
  private static final List<String> NAMES = Transforms.coarseChannels().names(List.of());

  private CoarseInput() {}

  /**
   * Whether a channel of a subject is one that a coarse network made.
   *
   * @param name of the channel
   * @return false for channels that follow from the modalities
   */
  public static boolean isCoarse(String name) {
    return NAMES.contains(name);
  }

  /**
   * Interpolates probabilities onto a subject's grid and adds them as channels.
   *
   * @param subject as it is stored
   * @param regions the probability of each region, on any grid that lies over the subject
   * @return the subject with the channels that {@code Transforms.coarseChannels()} takes
   */
  public static Subject added(Subject subject, Map<TumorRegion, Volume> regions) {
    SpatialTransform onto = Transforms.resample(subject.grid());
    Map<String, Volume> channels = new LinkedHashMap<>(subject.derived());
    Iterator<String> names = NAMES.iterator();
    for (TumorRegion region : TumorRegion.values()) {
      Volume probability = Objects.requireNonNull(regions.get(region));
      channels.put(names.next(), onto.apply(probability));
    }
    return subject.withDerived(channels);
  }

  /**
   * Finds the channels again.
   *
   * @param subject as it is stored, or prepared
   * @return the probability of each region; empty for a subject without these channels
   */
  public static Map<TumorRegion, Volume> regions(Subject subject) {
    Map<TumorRegion, Volume> regions = new EnumMap<>(TumorRegion.class);
    Iterator<String> names = NAMES.iterator();
    for (TumorRegion region : TumorRegion.values()) {
      Volume channel = subject.derived().get(names.next());
      if (channel != null) {
        regions.put(region, channel);
      }
    }
    return regions;
  }

  /**
   * Adds channels that say of no voxel that it is tumour.
   *
   * @param subject as it is stored
   * @return the subject with the channels, all 0
   */
  public static Subject withNothingFound(Subject subject) {
    Volume nothing = Volume.wrap(subject.grid(), new float[subject.grid().shape().voxels()]);
    Map<String, Volume> channels = new LinkedHashMap<>(subject.derived());
    NAMES.forEach(name -> channels.put(name, nothing));
    return subject.withDerived(channels);
  }
}
