package io.github.omnet.core.postprocess;

import io.github.omnet.core.internal.Parameters;
import io.github.omnet.core.morphology.Components;
import io.github.omnet.core.morphology.Connectivity;
import io.github.omnet.core.subject.TumorLabels;
import io.github.omnet.core.subject.TumorRegion;
import io.github.omnet.core.volume.Mask;
import java.util.Locale;

/**
 * Drops connected components of the whole tumour that have fewer voxels than {@code
 * min(maximumThreshold, shareOfLargest * largest)}. Large tumours thus lose specks only, and a
 * small tumour is never lost whole: its largest component always stays.
 *
 * @param maximumThreshold voxels; no component of at least this size is dropped
 * @param shareOfLargest share of the largest component, from 0 to 1
 * @param connectivity which voxels are neighbours
 */
public record RemoveSmallComponents(
    int maximumThreshold, double shareOfLargest, Connectivity connectivity) implements Rule {
  /** Name of this rule. */
  public static final String NAME = "components";

  /** Below 2000 voxels and below a tenth of the largest; all 26 neighbours join. */
  public static final RemoveSmallComponents DEFAULT =
      new RemoveSmallComponents(2000, 0.1, Connectivity.CORNERS);

  /**
   * Refuses a negative threshold and a share outside 0 to 1.
   *
   * @param maximumThreshold voxels
   * @param shareOfLargest share of the largest component
   * @param connectivity which voxels are neighbours
   */
  public RemoveSmallComponents {
    if (maximumThreshold < 0 || !(shareOfLargest >= 0 && shareOfLargest <= 1)) {
      throw new IllegalArgumentException(
          "needs a threshold from 0 voxels and a share from 0 to 1, found "
              + maximumThreshold
              + " and "
              + shareOfLargest);
    }
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String describe() {
    return Parameters.of(NAME)
        .with("maximumThreshold", (long) maximumThreshold)
        .with("shareOfLargest", shareOfLargest)
        .with("connectivity", connectivity.name())
        .toString();
  }

  @Override
  public Correction apply(Input input) {
    TumorLabels labels = input.labels();
    Components components = Components.of(labels.region(TumorRegion.WT), connectivity);
    int largest = components.largest().map(Components.Component::voxels).orElse(0);
    double threshold = Math.min(maximumThreshold, shareOfLargest * largest);
    Mask kept = components.keep(c -> c.voxels() >= threshold);
    long dropped = components.list().stream().filter(c -> c.voxels() < threshold).count();
    String explanation =
        String.format(
            Locale.ROOT,
            "%d of %d components below %.1f voxels, the largest has %d",
            dropped,
            components.count(),
            threshold,
            largest);
    return dropped == 0
        ? Correction.none(NAME, labels, explanation)
        : Correction.between(NAME, labels, labels.within(kept), explanation);
  }
}
