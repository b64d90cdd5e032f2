package io.github.omnet.core.metric;

import io.github.omnet.core.internal.volume.Cutout;
import io.github.omnet.core.morphology.Components;
import io.github.omnet.core.morphology.Connectivity;
import io.github.omnet.core.morphology.Morphology;
import io.github.omnet.core.volume.Box;
import io.github.omnet.core.volume.Mask;
import java.util.ArrayList;
import java.util.List;

/**
 * A prediction and a reference taken apart into lesions, and these matched.
 *
 * @param pairs for each reference lesion that counts, the lesion and all predicted components that
 *     touch it
 * @param invented predicted components that touch no reference lesion, counting or not
 * @see LesionRule
 */
record Lesions(List<Comparison> pairs, int invented) {
  static Lesions match(Comparison pair, LesionRule rule) {
    // Room for the dilation around masks that were cut out of an image.
    Box box = Box.of(pair.reference().shape()).grow(rule.steps());
    Mask prediction = Cutout.of(pair.prediction(), box);
    Mask reference = Cutout.of(pair.reference(), box);
    Components lesions =
        Components.of(
            Morphology.dilated(reference, rule.neighbours(), rule.steps()), Connectivity.CORNERS);
    Components predicted = Components.of(prediction, Connectivity.CORNERS);
    boolean[][] touching = touching(lesions, predicted);
    List<Comparison> pairs = new ArrayList<>();
    for (Components.Component lesion : lesions.list()) {
      Mask truth = and(reference, lesions.keep(c -> c.id() == lesion.id()));
      if (truth.count() >= rule.minimumVoxels()) {
        Mask found = predicted.keep(c -> touching[c.id()][lesion.id()]);
        pairs.add(Comparison.of(found, truth));
      }
    }
    long invented = predicted.list().stream().filter(c -> !touching[c.id()][0]).count();
    return new Lesions(List.copyOf(pairs), (int) invented);
  }

  /** By number of the predicted component and of the lesion; 0 stands for any lesion. */
  private static boolean[][] touching(Components lesions, Components predicted) {
    boolean[][] touching = new boolean[predicted.count() + 1][lesions.count() + 1];
    int[] lesion = lesions.labels();
    int[] component = predicted.labels();
    for (int n = 0; n < lesion.length; n++) {
      if (lesion[n] > 0 && component[n] > 0) {
        touching[component[n]][lesion[n]] = true;
        touching[component[n]][0] = true;
      }
    }
    return touching;
  }

  private static Mask and(Mask a, Mask b) {
    boolean[] both = new boolean[a.data().length];
    for (int n = 0; n < both.length; n++) {
      both[n] = a.data()[n] && b.data()[n];
    }
    return Mask.wrap(a.grid(), both);
  }
}
