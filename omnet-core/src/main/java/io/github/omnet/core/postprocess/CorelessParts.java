package io.github.omnet.core.postprocess;

import io.github.omnet.core.internal.Parameters;
import io.github.omnet.core.morphology.Components;
import io.github.omnet.core.morphology.Connectivity;
import io.github.omnet.core.subject.TumorLabels;
import io.github.omnet.core.subject.TumorRegion;
import io.github.omnet.core.volume.Mask;
import java.util.Locale;

/**
 * Drops connected parts of the whole tumour that have no core where a larger part has core: oedema
 * lies around a tumour, and what looks like it elsewhere is something else. A tumour without core
 * stays whole, and so does a part that is larger than every part with core.
 *
 * <p>In the reference labels of 32 subjects (24 of BraTS 2021 and 8 of BraTS 2018) no part without
 * core has more than 569 cubic millimetres beside a part with core.
 *
 * @param connectivity which voxels are neighbours
 */
record CorelessParts(Connectivity connectivity) implements Rule {
  /** Name of this rule. */
  public static final String NAME = "coreless-parts";

  /** All 26 neighbours join. */
  public static final CorelessParts DEFAULT = new CorelessParts(Connectivity.CORNERS);

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String describe() {
    return Parameters.of(NAME).with("connectivity", connectivity.name()).toString();
  }

  @Override
  public Correction apply(Input input) {
    TumorLabels labels = input.labels();
    Components parts = Components.of(labels.region(TumorRegion.WT), connectivity);
    int[] core = core(labels, parts);
    int largest =
        parts.list().stream()
            .filter(part -> core[part.id()] > 0)
            .mapToInt(Components.Component::voxels)
            .max()
            .orElse(0);
    Mask kept = parts.keep(part -> core[part.id()] > 0 || part.voxels() >= largest);
    long dropped =
        parts.list().stream()
            .filter(part -> core[part.id()] == 0 && part.voxels() < largest)
            .count();
    String explanation =
        String.format(
            Locale.ROOT,
            "%d of %d parts have no core and are smaller than the largest with core, of %d voxels",
            dropped,
            parts.count(),
            largest);
    return dropped == 0
        ? Correction.none(NAME, labels, explanation)
        : Correction.between(NAME, labels, labels.within(kept), explanation);
  }

  /** Voxels of core in each part, by its id. */
  private static int[] core(TumorLabels labels, Components parts) {
    boolean[] inCore = labels.region(TumorRegion.TC).data();
    int[] part = parts.labels();
    int[] core = new int[parts.count() + 1];
    for (int n = 0; n < part.length; n++) {
      if (inCore[n]) {
        core[part[n]]++;
      }
    }
    return core;
  }
}
