package io.github.omnet.core.plausibility;

import io.github.omnet.core.subject.Modality;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Whether the modalities lie alike. Two images of one brain share more information (mutual
 * information of 16 grey levels) as they are than when one of them is mirrored.
 */
final class Mirroring {
  /** So many times more information shared when mirrored shows a contradiction. */
  private static final double FACTOR = 1.1;

  private final List<Modality> modalities;

  /**
   * For each pair, the smaller index first, the axis along which it contradicts itself, or none.
   */
  private final int[][] axes;

  Mirroring(Lattice lattice) {
    modalities = List.copyOf(lattice.values().keySet());
    axes = new int[modalities.size()][modalities.size()];
    List<GreyLevels> images = new ArrayList<>();
    lattice.values().values().forEach(image -> images.add(new GreyLevels(lattice.shape(), image)));
    for (int a = 0; a < axes.length; a++) {
      Arrays.fill(axes[a], GreyLevels.NO_AXIS);
      for (int b = a + 1; b < axes.length; b++) {
        axes[a][b] = betterAxis(images.get(a), images.get(b));
      }
    }
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

  /**
   * Returns the modality and axis with most contradictions. Of each pair only the axis counts along
   * which the mirrored image fits best.
   */
  Optional<Contradiction> contradiction() {
    Contradiction worst = new Contradiction(modalities.get(0), List.of(), 0);
    for (int axis = 0; axis < 3; axis++) {
      for (int a = 0; a < modalities.size(); a++) {
        List<Modality> others = new ArrayList<>();
        for (int b = 0; b < modalities.size(); b++) {
          if (axes[Math.min(a, b)][Math.max(a, b)] == axis) {
            others.add(modalities.get(b));
          }
        }
        if (others.size() > worst.others().size()) {
          worst = new Contradiction(modalities.get(a), others, axis);
        }
      }
    }
    return worst.others().isEmpty() ? Optional.empty() : Optional.of(worst);
  }

  /** The axis along which a mirrored image fits better by far, or none. */
  private static int betterAxis(GreyLevels a, GreyLevels b) {
    double most = FACTOR * a.informationIn(b, GreyLevels.NO_AXIS);
    int better = GreyLevels.NO_AXIS;
    for (int axis = 0; axis < 3; axis++) {
      double information = a.informationIn(b, axis);
      if (information > most) {
        most = information;
        better = axis;
      }
    }
    return better;
  }
}
