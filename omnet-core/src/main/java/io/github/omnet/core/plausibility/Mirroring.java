package io.github.omnet.core.plausibility;

import io.github.omnet.core.subject.Modality;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether the modalities lie alike. Two images of one brain share more information (mutual
 * information of 16 grey levels) as they are than when one of them is mirrored.
 */
final class Mirroring {
  /** So many times more information shared when mirrored shows a contradiction. */
  private static final double FACTOR = 1.1;

  private final List<Modality> modalities;
  private final List<GreyLevels> images = new ArrayList<>();

  Mirroring(Lattice lattice) {
    modalities = List.copyOf(lattice.values().keySet());
    lattice.values().values().forEach(image -> images.add(new GreyLevels(lattice.shape(), image)));
  }

  /**
   * A modality that contradicts others.
   *
   * @param modality which
   * @param others the modalities that it contradicts
   * @param axis of the grid, 0 to 2
   */
  record Contradiction(Modality modality, List<Modality> others, int axis) {
    Contradiction {
      others = List.copyOf(others);
    }
  }

  /** Returns for each axis of the grid the modality that contradicts most others, if any does. */
  List<Contradiction> contradictions() {
    List<List<Modality>> contradicted = new ArrayList<>();
    for (int n = 0; n < 3 * modalities.size(); n++) {
      contradicted.add(new ArrayList<>());
    }
    for (int a = 0; a < modalities.size(); a++) {
      for (int b = a + 1; b < modalities.size(); b++) {
        double shared = images.get(a).informationIn(images.get(b), GreyLevels.NO_AXIS);
        for (int axis = 0; axis < 3; axis++) {
          if (images.get(a).informationIn(images.get(b), axis) > FACTOR * shared) {
            contradicted.get(3 * a + axis).add(modalities.get(b));
            contradicted.get(3 * b + axis).add(modalities.get(a));
          }
        }
      }
    }
    List<Contradiction> found = new ArrayList<>();
    for (int axis = 0; axis < 3; axis++) {
      int worst = 0;
      for (int n = 1; n < modalities.size(); n++) {
        boolean more =
            contradicted.get(3 * n + axis).size() > contradicted.get(3 * worst + axis).size();
        worst = more ? n : worst;
      }
      List<Modality> others = contradicted.get(3 * worst + axis);
      if (!others.isEmpty()) {
        found.add(new Contradiction(modalities.get(worst), others, axis));
      }
    }
    return found;
  }
}
