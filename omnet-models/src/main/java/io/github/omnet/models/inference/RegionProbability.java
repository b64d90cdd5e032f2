package io.github.omnet.models.inference;

import io.github.omnet.core.fusion.ClassProbabilities;
import io.github.omnet.core.subject.LabelScheme;
import io.github.omnet.core.subject.TumorRegion;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.Volume;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The probability of a tumour region by all tasks together. */
final class RegionProbability {
  /** Class ids of the complete tumour, its core and its enhancing part. */
  private final int[] tumour;

  private final int[] core;
  private final int[] enhancing;

  RegionProbability(LabelScheme scheme) {
    tumour = classes(scheme, TumorRegion.WT);
    core = classes(scheme, TumorRegion.TC);
    enhancing = classes(scheme, TumorRegion.ET);
  }

  private static int[] classes(LabelScheme scheme, TumorRegion region) {
    return IntStream.range(0, scheme.labels().size())
        .filter(id -> scheme.contains(region, scheme.labelOf(id)))
        .toArray();
  }

  /** The probability that all tasks that decide on a region say so. */
  double of(List<ClassProbabilities> tasks, TumorRegion region, int voxel) {
    boolean binary = region == TumorRegion.ET && tasks.size() > 2;
    double p = binary ? tasks.get(2).channel(1)[voxel] : 1;
    int[] classes =
        switch (region) {
          case WT -> tumour;
          case TC -> core;
          case ET -> binary ? core : enhancing;
        };
    for (ClassProbabilities task : tasks.subList(0, Math.min(2, tasks.size()))) {
      p *= sum(task, classes, voxel);
    }
    // Sums of rounded probabilities may be a little above 1.
    return Math.min(1, p);
  }

  /** Of each region the probability at every voxel. */
  Map<TumorRegion, Volume> volumes(List<ClassProbabilities> tasks) {
    Grid grid = tasks.get(0).grid();
    Map<TumorRegion, Volume> regions = new EnumMap<>(TumorRegion.class);
    for (TumorRegion region : TumorRegion.values()) {
      float[] probability = new float[grid.shape().voxels()];
      for (int n = 0; n < probability.length; n++) {
        probability[n] = (float) of(tasks, region, n);
      }
      regions.put(region, Volume.wrap(grid, probability));
    }
    return regions;
  }

  /** The probability of the complete tumour by one task. */
  double ofTumour(ClassProbabilities task, int voxel) {
    return sum(task, tumour, voxel);
  }

  private static double sum(ClassProbabilities task, int[] classes, int voxel) {
    double sum = 0;
    for (int id : classes) {
      sum += task.channel(id)[voxel];
    }
    return sum;
  }
}
