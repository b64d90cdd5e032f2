package io.github.omnet.core.sampling;

import io.github.omnet.core.OmnetException;
import io.github.omnet.core.random.CounterRandom;
import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.volume.Box;
import io.github.omnet.core.volume.Mask;
import io.github.omnet.core.volume.Shape;

/**
 * Draws patches whose centre is a voxel of a region, every voxel equally likely. The centre of a
 * patch is its voxel {@code shape / 2}, rounded down.
 */
final class UniformSampler implements PatchSampler {
  private final Candidates candidates;
  private final Shape patch;
  private final long seed;

  private UniformSampler(Candidates candidates, Shape patch, long seed) {
    this.candidates = candidates;
    this.patch = patch;
    this.seed = seed;
  }

  /**
   * Draws over a mask.
   *
   * @param region the voxels that may be centres
   * @param patch extent of a patch
   * @param seed names the stream
   * @return the sampler
   * @throws OmnetException if the mask is empty
   */
  public static UniformSampler over(Mask region, Shape patch, long seed) {
    Candidates candidates = new Candidates(region);
    if (candidates.count() == 0) {
      throw new OmnetException(
          "no voxel to centre a patch on: the region is empty; leave this subject out, or draw from"
              + " a larger region");
    }
    return new UniformSampler(candidates, patch, seed);
  }

  /**
   * Draws over a region of a subject.
   *
   * @param subject the subject
   * @param region which voxels may be centres
   * @param patch extent of a patch
   * @param seed names the stream
   * @return the sampler
   * @throws OmnetException naming subject and region if the region is empty, or if it needs a truth
   *     that the subject lacks
   */
  public static UniformSampler over(Subject subject, CentreRegion region, Shape patch, long seed) {
    Mask centres = region.centres(subject);
    if (centres.isEmpty()) {
      throw new OmnetException(
          "subject "
              + subject.id()
              + " has no voxel in region '"
              + region.describe()
              + "' to centre a patch on; leave the subject out of this task");
    }
    return over(centres, patch, seed);
  }

  /**
   * How many voxels may be centres.
   *
   * @return voxels of the region
   */
  public int candidates() {
    return candidates.count();
  }

  @Override
  public Shape patchShape() {
    return patch;
  }

  @Override
  public Box patch(long n) {
    return candidates.around(CounterRandom.of(seed, n).nextInt(candidates.count()), patch);
  }
}
