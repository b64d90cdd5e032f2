package io.github.omnet.models.loss;

import io.github.omnet.models.reference.Layers;
import io.github.omnet.models.reference.Tensor;

/** The losses voxel by voxel, as their definitions read. */
final class SlowLosses {
  private SlowLosses() {}

  static double of(TaskLoss loss, Tensor scores, Tensor target, LossShare share) {
    Tensor p = Layers.softmax(scores);
    return switch (loss) {
      case CROSS_ENTROPY -> perVoxel(p, target, share, false);
      case FOCAL -> perVoxel(p, target, share, true);
      case SOFT_DICE -> dice(p, target, share);
      case DICE_CE -> perVoxel(p, target, share, false) + dice(p, target, share);
      case REGION_DICE -> regionDice(p, target, share);
      case REGION_DICE_CE -> perVoxel(p, target, share, false) + regionDice(p, target, share);
    };
  }

  private static double perVoxel(Tensor p, Tensor target, LossShare share, boolean focal) {
    double sum = 0;
    for (int k = 0; k < p.values().length; k++) {
      if (target.values()[k] == 1) {
        double truth = p.values()[k];
        sum -= (focal ? (1 - truth) * (1 - truth) : 1) * Math.log(truth);
      }
    }
    return sum / share.countingInBatch();
  }

  private static double dice(Tensor p, Tensor target, LossShare share) {
    double sum = 0;
    int classes = 0;
    for (int c = 0; c < p.c(); c++) {
      double common = 0;
      double predicted = 0;
      double labelled = 0;
      for (int n = 0; n < p.n(); n++) {
        for (int v = 0; v < p.voxels(); v++) {
          int at = p.start(n, c) + v;
          common += p.values()[at] * target.values()[at];
          predicted += counts(target, n, v) ? p.values()[at] : 0;
          labelled += target.values()[at];
        }
      }
      if (labelled > 0) {
        sum += 1 - (2 * common + 1e-5) / (predicted + labelled + 1e-5);
        classes++;
      }
    }
    return sum / classes * share.countingHere() / share.countingInBatch();
  }

  /** Complete tumour, core and enhancing of BraTS 2021; of two classes the second. */
  private static double regionDice(Tensor p, Tensor target, LossShare share) {
    int[][] regions = p.c() == 2 ? new int[][] {{1}} : new int[][] {{1, 2, 3}, {1, 3}, {3}};
    double sum = 0;
    int present = 0;
    for (int[] region : regions) {
      double common = 0;
      double predicted = 0;
      double labelled = 0;
      for (int n = 0; n < p.n(); n++) {
        for (int v = 0; v < p.voxels(); v++) {
          double probability = 0;
          double truth = 0;
          for (int c : region) {
            probability += p.values()[p.start(n, c) + v];
            truth += target.values()[p.start(n, c) + v];
          }
          common += probability * truth;
          predicted += counts(target, n, v) ? probability : 0;
          labelled += truth;
        }
      }
      if (labelled > 0) {
        sum += 1 - (2 * common + 1e-5) / (predicted + labelled + 1e-5);
        present++;
      }
    }
    return present == 0 ? 0 : sum / present * share.countingHere() / share.countingInBatch();
  }

  private static boolean counts(Tensor target, int n, int v) {
    for (int c = 0; c < target.c(); c++) {
      if (target.values()[target.start(n, c) + v] == 1) {
        return true;
      }
    }
    return false;
  }
}
