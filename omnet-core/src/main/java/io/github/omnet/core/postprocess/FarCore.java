package io.github.omnet.core.postprocess;

import io.github.omnet.core.internal.Parameters;
import io.github.omnet.core.morphology.Ball;
import io.github.omnet.core.morphology.Morphology;
import io.github.omnet.core.subject.LabelScheme;
import io.github.omnet.core.subject.TumorLabels;
import io.github.omnet.core.subject.TumorRegion;
import io.github.omnet.core.volume.LabelMap;
import io.github.omnet.core.volume.Mask;
import java.util.Locale;

/**
 * Finds oedema that was taken for core. In a tumour that enhances, the core is what the enhancing
 * part encloses and what lies close to it; the tissue farther out is oedema. So where {@code
 * enhancing / core >= minimumShare}, core that is farther than {@code maximumDistance} from every
 * enhancing voxel becomes oedema. A tumour of low grade, of which hardly anything enhances, stays
 * as it is.
 *
 * <p>The defaults come from the reference labels of the 24 training subjects of omnet-small. In the
 * 17 whose core enhances by a tenth or more, 0 to 4 % of the core is farther than 8 mm from the
 * enhancing part (mean 0.9 %). In the others, the enhancing part is at most 1.2 % of the core.
 *
 * @param maximumDistance millimetres between voxel centres, above 0
 * @param minimumShare share of enhancing tumour in the core, above 0 and at most 1, from which on
 *     the rule applies
 */
record FarCore(double maximumDistance, double minimumShare) implements Rule {
  /** Name of this rule. */
  public static final String NAME = "far-core";

  /** Farther than 8 mm, where a tenth of the core enhances. */
  public static final FarCore DEFAULT = new FarCore(8, 0.1);

  /** Farther than this is farther than any brain is long. */
  private static final double LONGEST = 500;

  /**
   * Refuses distances outside 0 to 500 mm and shares outside 0 to 1; neither may be 0.
   *
   * @param maximumDistance millimetres
   * @param minimumShare share of enhancing tumour in the core
   */
  public FarCore {
    if (!(maximumDistance > 0 && maximumDistance <= LONGEST)
        || !(minimumShare > 0 && minimumShare <= 1)) {
      throw new IllegalArgumentException(
          "needs a distance above 0 and up to 500 mm, and a share above 0 and up to 1, found "
              + maximumDistance
              + " and "
              + minimumShare);
    }
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String describe() {
    return Parameters.of(NAME)
        .with("maximumDistance", maximumDistance)
        .with("minimumShare", minimumShare)
        .toString();
  }

  @Override
  public Correction apply(Input input) {
    TumorLabels labels = input.labels();
    Mask core = labels.region(TumorRegion.TC);
    Mask enhancing = labels.region(TumorRegion.ET);
    int all = core.count();
    int bright = enhancing.count();
    String found = bright + " of " + all + " core voxels are enhancing";
    if (bright == 0 || bright < minimumShare * all) {
      return Correction.none(NAME, labels, found + ", too few to tell how far the core reaches");
    }
    boolean[] near = Morphology.dilated(enhancing, Ball.ofMillimetres(maximumDistance)).data();
    byte[] data = labels.map().data().clone();
    int far = 0;
    for (int n = 0; n < data.length; n++) {
      if (core.data()[n] && !near[n]) {
        data[n] = LabelScheme.OEDEMA;
        far++;
      }
    }
    String explanation =
        String.format(
            Locale.ROOT, "%s; %d are farther than %.1f mm from these", found, far, maximumDistance);
    LabelScheme scheme = labels.scheme();
    return far == 0
        ? Correction.none(NAME, labels, explanation)
        : Correction.between(
            NAME, labels, new TumorLabels(LabelMap.wrap(labels.grid(), data), scheme), explanation);
  }
}
