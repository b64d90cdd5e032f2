package io.github.omnet.core.sampling;

import io.github.omnet.core.internal.Texts;
import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.volume.Shape;
import java.util.Arrays;
import java.util.Optional;

/** Chooses how patches of each subject of a stream are drawn. Users may write their own. */
public interface SamplerFactory {
  /**
   * Makes the sampler of one subject.
   *
   * @param subject the subject, prepared
   * @param patch extent of a patch
   * @param seed names the subject's own stream
   * @return the sampler, or empty if the subject has nothing to draw from
   */
  Optional<PatchSampler> samplerOf(Subject subject, Shape patch, long seed);

  /**
   * The choice with all its parameters. It is part of a training's identity: two factories with the
   * same text must draw the same patches.
   *
   * @return such as {@code uniform(WT dilated by 5 voxels)}
   */
  String describe();

  /**
   * Draws uniformly over a region; subjects in which it is empty have nothing to draw from.
   *
   * @param region which voxels may be centres
   * @return the factory
   */
  static SamplerFactory uniform(CentreRegion region) {
    return named(
        "uniform(" + region.describe() + ")",
        (subject, patch, seed) ->
            Optional.of(region.centres(subject))
                .filter(centres -> !centres.isEmpty())
                .map(centres -> UniformSampler.over(centres, patch, seed)));
  }

  /**
   * Draws a class first and then a voxel of that class; see {@link ClassBalancedSampler}.
   *
   * @param shares one per class id of the subjects' label scheme, at least 0; need not sum to 1
   * @return the factory
   */
  static SamplerFactory classBalanced(double... shares) {
    double[] copy = shares.clone();
    return named(
        "classBalanced(" + Texts.of(copy) + ")",
        (subject, patch, seed) ->
            ClassBalancedSampler.hasAny(subject, copy)
                ? Optional.of(ClassBalancedSampler.of(subject, patch, seed, copy))
                : Optional.empty());
  }

  /**
   * Draws a tumour class for a share of the patches, each class that the subject has equally often,
   * and then a voxel of that class as the centre; the other patches have any voxel of the brain
   * without tumour as their centre. Small classes are so seen as often as large ones.
   *
   * @param tumorShare share of patches whose centre is tumour, above 0 and at most 1
   * @return the factory; a subject without tumour gives patches of its brain, and none if the share
   *     is 1
   */
  static SamplerFactory evenClasses(double tumorShare) {
    if (!(tumorShare > 0 && tumorShare <= 1)) {
      throw new IllegalArgumentException(
          "the share of patches around tumour must be above 0 and at most 1, found " + tumorShare);
    }
    return named(
        "evenClasses(" + tumorShare + ")",
        (subject, patch, seed) -> {
          double[] shares = new double[subject.requireTruth().scheme().labels().size()];
          Arrays.fill(shares, tumorShare);
          // Classes that a subject lacks give their share to the others, which must not be the
          // brain.
          long tumors = ClassBalancedSampler.tumorClasses(subject);
          shares[0] = (1 - tumorShare) * Math.max(1, tumors);
          return ClassBalancedSampler.hasAny(subject, shares)
              ? Optional.of(ClassBalancedSampler.of(subject, patch, seed, shares))
              : Optional.empty();
        });
  }

  /**
   * Gives a rule a name.
   *
   * @param name its {@link #describe() description}
   * @param rule makes the sampler of one subject
   * @return the factory
   */
  static SamplerFactory named(String name, Rule rule) {
    return new SamplerFactory() {
      @Override
      public Optional<PatchSampler> samplerOf(Subject subject, Shape patch, long seed) {
        return rule.samplerOf(subject, patch, seed);
      }

      @Override
      public String describe() {
        return name;
      }

      @Override
      public boolean equals(Object other) {
        return other instanceof SamplerFactory that && name.equals(that.describe());
      }

      @Override
      public int hashCode() {
        return name.hashCode();
      }

      @Override
      public String toString() {
        return name;
      }
    };
  }

  /** What {@link #samplerOf} does. */
  @FunctionalInterface
  interface Rule {
    /**
     * Makes the sampler of one subject.
     *
     * @param subject the subject, prepared
     * @param patch extent of a patch
     * @param seed names the subject's own stream
     * @return the sampler, or empty if the subject has nothing to draw from
     */
    Optional<PatchSampler> samplerOf(Subject subject, Shape patch, long seed);
  }
}
