package io.github.omnet.models.inference;

import io.github.omnet.core.fusion.ClassProbabilities;
import io.github.omnet.core.transform.SpatialTransform;
import io.github.omnet.core.transform.Transforms;
import io.github.omnet.core.volume.Box;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.Mask;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.core.volume.Volume;
import java.util.List;
import java.util.Optional;

/**
 * Averages what the fine level of a two-level model says with what the coarse level says, class by
 * class, where the fine level looks: as members of an ensemble, but for their grids. The fine level
 * sees detail, the coarse one what is around it.
 *
 * <p>Where the coarse level covers a voxel in part, as at the rim of the brain, it counts by that
 * part, so that the probabilities of the classes add up as those of the fine level do.
 *
 * @param share how much the coarse level counts, above 0 and at most 1
 * @param coarse the probabilities of each task on the coarse grid, with the classes of the fine
 *     level
 * @param variances how far the members of the coarse level differ, by task; empty if not told
 */
record LevelMix(double share, List<ClassProbabilities> coarse, List<Volume> variances) {
  /**
   * A sink that mixes the coarse probabilities in before it hands a slice on.
   *
   * @param looked where the fine level looks, on its grid; elsewhere nothing is mixed in
   * @param next takes the mixed slices: the classes of each task, then the variance of each task if
   *     the fine level tells them
   */
  SliceSink before(Mask looked, SliceSink next) {
    Optional<Box> box = Box.around(looked);
    return (z, channels) -> {
      if (box.isPresent() && z >= box.get().z() && z < box.get().endZ()) {
        new Slice(looked, box.get(), z).mix(channels);
      }
      next.accept(z, channels);
    };
  }

  /** The part of a slice in which the fine level looks. */
  private final class Slice {
    private final SpatialTransform toPart;
    private final int first;
    private final int row;
    private final int width;
    private final boolean[] looked;
    private final int inMask;

    Slice(Mask mask, Box box, int z) {
      Grid grid = mask.grid();
      Shape all = grid.shape();
      Box part = new Box(box.x(), box.y(), z, new Shape(box.shape().x(), box.shape().y(), 1));
      this.toPart = Transforms.resample(grid.crop(part));
      this.row = all.x();
      this.width = part.shape().x();
      this.first = all.index(part.x(), part.y(), 0);
      this.inMask = all.index(part.x(), part.y(), z);
      this.looked = mask.data();
    }

    private float[] read(Volume volume) {
      return toPart.apply(volume).data();
    }

    void mix(float[][] channels) {
      int classes = coarse.stream().mapToInt(ClassProbabilities::classes).sum();
      int from = 0;
      for (int task = 0; task < coarse.size(); task++) {
        ClassProbabilities probabilities = coarse.get(task);
        float[][] before = new float[probabilities.classes()][];
        for (int id = 0; id < before.length; id++) {
          before[id] = read(Volume.wrap(probabilities.grid(), probabilities.channel(id)));
        }
        boolean tells = channels.length > classes;
        Optional<float[]> variance =
            tells && !variances.isEmpty()
                ? Optional.of(read(variances.get(task)))
                : Optional.empty();
        mix(
            channels,
            from,
            before,
            tells ? Optional.of(channels[classes + task]) : Optional.empty(),
            variance);
        from += before.length;
      }
    }

    private void mix(
        float[][] channels,
        int from,
        float[][] before,
        Optional<float[]> variance,
        Optional<float[]> varianceBefore) {
      for (int n = 0; n < before[0].length; n++) {
        int line = n / width * row + n % width;
        if (!looked[inMask + line]) {
          continue;
        }
        double covered = 0;
        for (float[] each : before) {
          covered += each[n];
        }
        if (covered == 0) {
          continue;
        }
        double weight = share * Math.min(1, covered);
        double apart = 0;
        for (int id = 0; id < before.length; id++) {
          float[] fine = channels[from + id];
          double difference = before[id][n] / covered - fine[first + line];
          apart += difference * difference;
          fine[first + line] += (float) (weight * difference);
        }
        if (variance.isPresent()) {
          // Of a mixture of two: the variances of both by their weights, and that of their means.
          double own = variance.get()[first + line];
          double other = varianceBefore.isPresent() ? varianceBefore.get()[n] / covered : 0;
          variance.get()[first + line] =
              (float) (own + weight * (other - own) + weight * (1 - weight) * apart);
        }
      }
    }
  }
}
