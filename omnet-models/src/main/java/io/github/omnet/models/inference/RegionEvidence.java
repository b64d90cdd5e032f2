package io.github.omnet.models.inference;

import io.github.omnet.core.fusion.ClassProbabilities;
import io.github.omnet.core.preprocess.PreparedSubject;
import io.github.omnet.core.subject.LabelScheme;
import io.github.omnet.core.subject.TumorLabels;
import io.github.omnet.core.subject.TumorRegion;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.Mask;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.core.volume.Volume;
import io.github.omnet.models.internal.CoarseInput;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What the quality of a segmentation is told from: the probability of each region in steps of
 * 1/255, so that four bytes per voxel suffice, and the exact sums of them. Where the fine level of
 * a two-level model does not look, the probabilities are those of the coarse level.
 */
final class RegionEvidence {
  /** Bytes that are kept for each voxel. */
  static final int BYTES = 4;

  private static final int STEPS = 255;
  private static final double BITS = 1 / Math.log(2);

  private final Shape shape;
  private final Map<TumorRegion, Part> parts = new EnumMap<>(TumorRegion.class);

  private final RegionProbability joint;

  /**
   * The probability of the complete tumour that the certainty of its rim is told from: the mean of
   * tasks 1 and 2, or what the level before says where the tasks are not asked.
   */
  private final byte[] mean;

  /** Where the tasks are asked; empty for the first level, which is asked everywhere. */
  private final boolean[] asked;

  /** What is kept of one region. */
  private static final class Part {
    private final byte[] probability;

    /** What the level before says; empty for the first level. */
    private final float[] before;

    private double sum;

    Part(int voxels, float[] before) {
      probability = new byte[voxels];
      this.before = before;
    }
  }

  /** Of one level, which is asked everywhere. */
  RegionEvidence(Grid grid, LabelScheme scheme) {
    this(grid, new boolean[0], Map.of(), scheme);
  }

  /**
   * Of a prepared subject.
   *
   * @param prepared with the channels of a coarse level if there is one; its brain is then where
   *     the fine level looks
   * @param scheme what the classes stand for
   */
  static RegionEvidence of(PreparedSubject prepared, LabelScheme scheme) {
    Mask brain = prepared.brain();
    Map<TumorRegion, Volume> before = CoarseInput.regions(prepared.subject());
    boolean[] asked = before.isEmpty() ? new boolean[0] : brain.data();
    return new RegionEvidence(brain.grid(), asked, before, scheme);
  }

  private RegionEvidence(
      Grid grid, boolean[] asked, Map<TumorRegion, Volume> before, LabelScheme scheme) {
    this.asked = asked;
    shape = grid.shape();
    mean = new byte[shape.voxels()];
    joint = new RegionProbability(scheme);
    for (TumorRegion region : TumorRegion.values()) {
      float[] said =
          Optional.ofNullable(before.get(region)).map(Volume::data).orElseGet(() -> new float[0]);
      parts.put(region, new Part(shape.voxels(), said));
    }
  }

  /**
   * Takes a part of the volume.
   *
   * @param first index of its first voxel
   * @param tasks what task 1, tasks 1 and 2, or all three say of it
   */
  void add(int first, List<ClassProbabilities> tasks) {
    parts.forEach(
        (region, part) -> {
          int voxels = tasks.get(0).grid().shape().voxels();
          for (int n = 0; n < voxels; n++) {
            double p = isAsked(first + n) ? joint.of(tasks, region, n) : part.before[first + n];
            part.sum += p;
            part.probability[first + n] = step(p);
          }
        });
    List<ClassProbabilities> ofClasses = tasks.subList(0, Math.min(2, tasks.size()));
    float[] tumour = Objects.requireNonNull(parts.get(TumorRegion.WT)).before;
    int voxels = tasks.get(0).grid().shape().voxels();
    for (int n = 0; n < voxels; n++) {
      mean[first + n] = step(isAsked(first + n) ? meanOf(ofClasses, n) : tumour[first + n]);
    }
  }

  private double meanOf(List<ClassProbabilities> tasks, int voxel) {
    double sum = 0;
    for (ClassProbabilities task : tasks) {
      sum += joint.ofTumour(task, voxel);
    }
    return sum / tasks.size();
  }

  private boolean isAsked(int voxel) {
    return asked.length == 0 || asked[voxel];
  }

  private static byte step(double probability) {
    return (byte) Math.round(Math.min(1, probability) * STEPS);
  }

  /** The quality of labels on the grid of the evidence. */
  Quality of(TumorLabels labels) {
    Map<TumorRegion, Double> dice = new EnumMap<>(TumorRegion.class);
    parts.forEach((region, part) -> dice.put(region, expectedDice(labels.region(region), part)));
    return new Quality(dice, rimCertainty(labels.region(TumorRegion.WT).data()));
  }

  private double expectedDice(Mask region, Part part) {
    boolean[] mask = region.data();
    double within = 0;
    long voxels = 0;
    for (int n = 0; n < mask.length; n++) {
      if (mask[n]) {
        voxels++;
        within += probability(part.probability[n]);
      }
    }
    // The sum within is of rounded values, and must not exceed that of all.
    double all = Math.max(within, part.sum);
    return voxels == 0 ? Double.NaN : 2 * within / (voxels + all);
  }

  private double rimCertainty(boolean[] mask) {
    double entropy = 0;
    long rim = 0;
    for (int z = 0, n = 0; z < shape.z(); z++) {
      for (int y = 0; y < shape.y(); y++) {
        for (int x = 0; x < shape.x(); x++, n++) {
          if (isRim(mask, x, y, z, n)) {
            rim++;
            entropy += entropy(probability(mean[n]));
          }
        }
      }
    }
    return rim == 0 ? Double.NaN : 1 - entropy / rim;
  }

  private boolean isRim(boolean[] mask, int x, int y, int z, int n) {
    int row = shape.x();
    int slice = row * shape.y();
    boolean here = mask[n];
    return (x > 0 && mask[n - 1] != here)
        || (x + 1 < shape.x() && mask[n + 1] != here)
        || (y > 0 && mask[n - row] != here)
        || (y + 1 < shape.y() && mask[n + row] != here)
        || (z > 0 && mask[n - slice] != here)
        || (z + 1 < shape.z() && mask[n + slice] != here);
  }

  private static double entropy(double p) {
    return p <= 0 || p >= 1 ? 0 : -(p * Math.log(p) + (1 - p) * Math.log(1 - p)) * BITS;
  }

  private static double probability(byte step) {
    return Byte.toUnsignedInt(step) / (double) STEPS;
  }
}
