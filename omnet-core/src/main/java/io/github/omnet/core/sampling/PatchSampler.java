package io.github.omnet.core.sampling;

import io.github.omnet.core.volume.Box;
import io.github.omnet.core.volume.Shape;

/**
 * An endless stream of patches of one subject. Patch {@code n} is a pure function of the seed and
 * {@code n}: any thread may ask for any patch in any order, and a stream resumes anywhere.
 */
public interface PatchSampler {
  /** The patch of OM-Net: 32 x 32 in plane (x, y) and 16 slices (z). */
  Shape DEFAULT_PATCH = new Shape(32, 32, 16);

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
