package io.github.omnet.models.inference;

import io.github.omnet.core.fusion.ClassProbabilities;
import io.github.omnet.core.transform.SpatialTransform;
import io.github.omnet.core.transform.Transforms;
import io.github.omnet.core.volume.Box;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.core.volume.Volume;
import java.util.List;

/**
 * Averages what the fine level of a two-level model says with what the coarse level says, class by
 * class, where the fine level looks: as members of an ensemble, but for their grids. The fine level
 * sees detail, the coarse one what is around it.
 *
 * @param share how much the coarse level counts, above 0 and at most 1
 * @param coarse the probabilities of each task on the coarse grid, with the classes of the fine
 *     level
 */
record LevelMix(double share, List<ClassProbabilities> coarse) {
  /**
   * A sink that mixes the coarse probabilities in before it hands a slice on.
   *
   * @param grid of the fine level
   * @param asked where it looks, by voxel of the grid; elsewhere nothing is mixed in
   * @param next takes the mixed slices
   */
  SliceSink before(Grid grid, boolean[] asked, SliceSink next) {
    Shape all = grid.shape();
    Shape slice = new Shape(all.x(), all.y(), 1);
    return (z, channels) -> {
      SpatialTransform toSlice = Transforms.resample(grid.crop(new Box(0, 0, z, slice)));
      int first = z * slice.voxels();
      int channel = 0;
      for (ClassProbabilities task : coarse) {
        for (int id = 0; id < task.classes(); id++) {
          float[] before = toSlice.apply(Volume.wrap(task.grid(), task.channel(id))).data();
          mix(channels[channel++], before, asked, first);
        }
      }
      next.accept(z, channels);
    };
  }

  private void mix(float[] fine, float[] before, boolean[] asked, int first) {
    for (int n = 0; n < fine.length; n++) {
      if (asked[first + n]) {
        fine[n] += (float) (share * (before[n] - fine[n]));
      }
    }
  }
}
