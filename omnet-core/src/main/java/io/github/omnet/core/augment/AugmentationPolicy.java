package io.github.omnet.core.augment;

import io.github.omnet.core.random.CounterRandom;
import io.github.omnet.core.volume.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * Which augmentations a training draws from and how often. The draw for sample {@code n} is a pure
 * function of the seed and {@code n}; entries draw independently, so that adding one at the end
 * leaves the others' draws as they were.
 */
public final class AugmentationPolicy {
  /** Minus the mean over the deviation, which is 2 to 6 in brains of BraTS. */
  private static final double Z_SCORE_OF_NOTHING = -4;

  private final String name;
  private final List<Entry> entries;

  private record Entry(double probability, RandomAugmentation kind) {}

  private AugmentationPolicy(String name, List<Entry> entries) {
    this.name = name;
    this.entries = entries;
  }

  /**
   * No augmentation.
   *
   * @return an empty policy, to be extended by {@link #with}
   */
  public static AugmentationPolicy none() {
    return new AugmentationPolicy("none", List.of());
  }

  /**
   * Moderate settings for z-scored brain MRI: flips along x half of the time; small affine warps,
   * elastic warps, scale and shift, gamma, noise, blur and bias field each in some samples. No
   * modality is dropped.
   *
   * @return the policy
   */
  public static AugmentationPolicy moderate() {
    return none()
        .with(0.5, RandomAugmentations.flip(true, false, false))
        .with(0.2, RandomAugmentations.affine(10, 0.1, 0))
        .with(0.1, RandomAugmentations.elastic(16, 3))
        .with(0.3, RandomAugmentations.scaleShift(0.1, 0.1))
        .with(0.15, RandomAugmentations.gamma(0.8, 1.25))
        .with(0.15, RandomAugmentations.noise(0.1))
        .with(0.1, RandomAugmentations.blur(0.5, 1))
        .with(0.15, RandomAugmentations.biasField(0.1, Z_SCORE_OF_NOTHING))
        .named("moderate");
  }

  /**
   * The same with one more entry, applied after the others.
   *
   * @param probability how often it is used, in [0, 1]
   * @param kind what is drawn then
   * @return a new policy, without a name
   */
  public AugmentationPolicy with(double probability, RandomAugmentation kind) {
    if (!(probability >= 0 && probability <= 1)) {
      throw new IllegalArgumentException("a probability lies within 0 and 1, found " + probability);
    }
    List<Entry> more = new ArrayList<>(entries);
    more.add(new Entry(probability, kind));
    return new AugmentationPolicy("", List.copyOf(more));
  }

  /**
   * Gives the policy a name. It is part of a training's identity: two policies with the same name
   * must draw the same.
   *
   * @param newName not empty
   * @return a new policy that draws the same
   */
  public AugmentationPolicy named(String newName) {
    if (newName.isEmpty()) {
      throw new IllegalArgumentException("a name must not be empty");
    }
    return new AugmentationPolicy(newName, entries);
  }

  /**
   * Name of the policy.
   *
   * @return empty if it has none yet
   */
  public String name() {
    return name;
  }

  /**
   * Draws what happens to one sample.
   *
   * @param seed names the stream
   * @param n number of the sample
   * @param channels channels of the sample that are images, derived ones not counted
   * @param shape extent of the sample
   * @return the drawn augmentations, possibly none
   */
  public Augmentation draw(long seed, long n, int channels, Shape shape) {
    List<Augmentation> drawn = new ArrayList<>();
    for (int e = 0; e < entries.size(); e++) {
      CounterRandom random = CounterRandom.of(CounterRandom.derive(seed, e), n);
      if (random.chance(entries.get(e).probability)) {
        drawn.add(entries.get(e).kind.draw(random, channels, shape));
      }
    }
    return new AugmentationSequence(drawn);
  }

  /** Policies of one name draw the same. */
  @Override
  public boolean equals(Object other) {
    return other instanceof AugmentationPolicy that
        && (name.isEmpty() ? this == that : name.equals(that.name));
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  @Override
  public String toString() {
    return "AugmentationPolicy[" + name + "]";
  }
}
