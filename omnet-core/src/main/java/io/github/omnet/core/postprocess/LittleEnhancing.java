package io.github.omnet.core.postprocess;

import io.github.omnet.core.internal.Parameters;
import io.github.omnet.core.subject.LabelScheme;
import io.github.omnet.core.subject.TumorLabels;
import io.github.omnet.core.subject.TumorRegion;
import io.github.omnet.core.volume.LabelMap;
import java.util.Locale;

/**
 * Takes very little enhancing tumour for none: where all enhancing voxels of a subject together
 * have less than {@code minimumVolume}, they become non-enhancing core. Many tumours of low grade
 * do not enhance, and a few false voxels then cost all of the Dice of ET (as BraTS counts it, 1
 * where neither prediction nor reference has any and 0 where one has).
 *
 * @param minimumVolume cubic millimetres, above 0
 */
record LittleEnhancing(double minimumVolume) implements Rule {
  /** Name of this rule. */
  public static final String NAME = "little-enhancing";

  /**
   * Below 200 cubic millimetres: the smallest enhancing tumour in the reference labels of the 24
   * training subjects of omnet-small has 224.
   */
  public static final LittleEnhancing DEFAULT = new LittleEnhancing(200);

  /**
   * Refuses volumes that are not above 0 or not finite.
   *
   * @param minimumVolume cubic millimetres
   */
  public LittleEnhancing {
    if (!(minimumVolume > 0 && minimumVolume < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "needs a volume above 0 cubic millimetres, found " + minimumVolume);
    }
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String describe() {
    return Parameters.of(NAME).with("minimumVolume", minimumVolume).toString();
  }

  @Override
  public Correction apply(Input input) {
    TumorLabels labels = input.labels();
    LabelScheme scheme = labels.scheme();
    int enhancing = labels.count(TumorRegion.ET);
    double volume = enhancing * labels.grid().spacing().voxelVolume();
    String found =
        String.format(
            Locale.ROOT,
            "%.1f cubic millimetres of tumour enhance, and from %s on they count",
            volume,
            minimumVolume);
    if (enhancing == 0 || volume >= minimumVolume) {
      return Correction.none(NAME, labels, found);
    }
    byte[] data = labels.map().data().clone();
    for (int n = 0; n < data.length; n++) {
      if (scheme.contains(TumorRegion.ET, data[n])) {
        data[n] = (byte) scheme.nonEnhancingCore();
      }
    }
    return Correction.between(
        NAME, labels, new TumorLabels(LabelMap.wrap(labels.grid(), data), scheme), found);
  }
}
