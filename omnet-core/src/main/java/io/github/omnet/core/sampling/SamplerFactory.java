package io.github.omnet.core.sampling;

import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.volume.Shape;
import java.util.Optional;

/** Chooses how patches of each subject of a stream are drawn. */
@FunctionalInterface
public interface SamplerFactory {
  /**
   * Makes the sampler of one subject.
   *
   * @param subject the subject, after the stream's transforms
   * @param patch extent of a patch
   * @param seed names the subject's own stream
   * @return the sampler, or empty if the subject has nothing to draw from
   */
  Optional<PatchSampler> samplerOf(Subject subject, Shape patch, long seed);

  /**
   * Draws uniformly over a region; subjects in which it is empty have nothing to draw from.
   *
   * @param region which voxels may be centres
   * @return the factory
   */
  static SamplerFactory uniform(CentreRegion region) {
    return (subject, patch, seed) ->
        Optional.of(region.centres(subject))
            .filter(centres -> !centres.isEmpty())
            .map(centres -> UniformSampler.over(centres, patch, seed));
  }
}
