package io.github.omnet.core.sampling;

import io.github.omnet.core.internal.sampling.PatchReader;
import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.volume.Box;
import io.github.omnet.core.volume.Mask;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.core.volume.Volume;

/**
 * An endless stream of patches of one subject. Patch {@code n} is a pure function of the seed and
 * {@code n}: any thread may ask for any patch in any order, and a stream resumes anywhere.
 */
public interface PatchSampler {
  /** The patch of OM-Net: 32 x 32 in plane (x, y) and 16 slices (z). */
  Shape DEFAULT_PATCH = new Shape(32, 32, 16);

  /**
   * Draws centres uniformly over a mask.
   *
   * @param region the voxels that may be centres
   * @param patch extent of a patch
   * @param seed names the stream
   * @return the sampler
   * @throws io.github.omnet.core.OmnetException if the mask is empty
   */
  static PatchSampler uniform(Mask region, Shape patch, long seed) {
    return UniformSampler.over(region, patch, seed);
  }

  /**
   * Draws centres uniformly over a region of a subject.
   *
   * @param subject the subject
   * @param region which voxels may be centres
   * @param patch extent of a patch
   * @param seed names the stream
   * @return the sampler
   * @throws io.github.omnet.core.OmnetException naming subject and region if the region is empty,
   *     or if it needs a truth that the subject lacks
   */
  static PatchSampler uniform(Subject subject, CentreRegion region, Shape patch, long seed) {
    return UniformSampler.over(subject, region, patch, seed);
  }

  /**
   * Draws centres by a map.
   *
   * @param weights how likely each voxel is to be a centre, relative to the others; at least 0 and
   *     finite, above 0 somewhere
   * @param patch extent of a patch
   * @param seed names the stream
   * @return the sampler
   * @throws io.github.omnet.core.OmnetException if a weight is negative or not finite, or all are 0
   */
  static PatchSampler weighted(Volume weights, Shape patch, long seed) {
    return WeightedSampler.over(weights, patch, seed);
  }

  /**
   * Draws the class of the centre first, by given shares, and then a voxel of that class.
   *
   * @param subject a subject with truth
   * @param patch extent of a patch
   * @param seed names the stream
   * @param shares one per class id of the subject's label scheme, at least 0; none for equal shares
   * @return the sampler
   * @throws io.github.omnet.core.OmnetException if the subject has no truth, or no voxel of a class
   *     with a share above 0
   */
  static PatchSampler classBalanced(Subject subject, Shape patch, long seed, double... shares) {
    return shares.length == 0
        ? ClassBalancedSampler.of(subject, patch, seed)
        : ClassBalancedSampler.of(subject, patch, seed, shares);
  }

  /**
   * Covers a grid: patch {@code n} is the {@code n}-th of those that cover it, and after the last
   * comes the first again.
   *
   * @param grid extent to cover
   * @param patch extent of a patch
   * @param overlapX least voxels that neighbours share along x; at least 0, below the patch's
   *     extent
   * @param overlapY the same along y
   * @param overlapZ the same along z
   * @return the sampler
   */
  static PatchSampler covering(Shape grid, Shape patch, int overlapX, int overlapY, int overlapZ) {
    return GridSampler.over(grid, patch, overlapX, overlapY, overlapZ);
  }

  /**
   * Extent of every patch.
   *
   * @return voxels along x, y, z
   */
  Shape patchShape();

  /**
   * One patch of the stream. It may reach beyond the grid; {@link PatchReader} says what is read
   * there.
   *
   * @param n number of the patch, from 0
   * @return the voxels it covers
   */
  Box patch(long n);
}
