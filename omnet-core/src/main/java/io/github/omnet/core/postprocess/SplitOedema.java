package io.github.omnet.core.postprocess;

import io.github.omnet.core.fusion.ClassProbabilities;
import io.github.omnet.core.internal.Parameters;
import io.github.omnet.core.subject.LabelScheme;
import io.github.omnet.core.subject.TumorLabels;
import io.github.omnet.core.subject.TumorRegion;
import io.github.omnet.core.volume.LabelMap;
import java.util.Locale;

/**
 * Finds a core that was taken for oedema. A tumour with hardly any enhancing part may be of low
 * grade, and then much of what the network calls oedema is non-enhancing core. So where {@code
 * enhancing / complete < maximumShare} and {@code enhancing < maximumVoxels}, the oedema voxels are
 * split in two by 2-means on their normalised intensities in all modalities, and the cluster with
 * the higher mean probability of non-enhancing core becomes that.
 *
 * <p>Needs images and class probabilities. Clusters begin by k-means++ from a seed, with a
 * generator that is the same on every JDK.
 *
 * @param maximumShare share of enhancing in complete tumour, from 0 to 1, from which on nothing is
 *     done
 * @param maximumVoxels enhancing voxels from which on nothing is done
 * @param seed of the clusters' first centres
 */
record SplitOedema(double maximumShare, int maximumVoxels, long seed) implements Rule {
  /** Name of this rule. */
  public static final String NAME = "oedema";

  /** Below a tenth of the tumour and below 1000 voxels; seed 0. */
  public static final SplitOedema DEFAULT = new SplitOedema(0.1, 1000, 0);

  /**
   * Refuses shares outside 0 to 1 and negative bounds.
   *
   * @param maximumShare share of enhancing in complete tumour
   * @param maximumVoxels enhancing voxels
   * @param seed of the clusters' first centres
   */
  public SplitOedema {
    if (!(maximumShare >= 0 && maximumShare <= 1) || maximumVoxels < 0) {
      throw new IllegalArgumentException(
          "needs a share from 0 to 1 and a bound from 0 voxels, found "
              + maximumShare
              + " and "
              + maximumVoxels);
    }
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String describe() {
    return Parameters.of(NAME)
        .with("maximumShare", maximumShare)
        .with("maximumVoxels", (long) maximumVoxels)
        .with("seed", seed)
        .toString();
  }

  @Override
  public boolean needsProbabilities() {
    return true;
  }

  @Override
  public Correction apply(Input input) {
    TumorLabels labels = input.labels();
    int complete = labels.count(TumorRegion.WT);
    int enhancing = labels.count(TumorRegion.ET);
    String found = enhancing + " of " + complete + " tumour voxels are enhancing";
    if (enhancing >= maximumShare * complete || enhancing >= maximumVoxels) {
      return Correction.none(NAME, labels, found + ", enough");
    }
    int[] oedema = voxelsOf(labels.map(), LabelScheme.OEDEMA);
    if (oedema.length < 2) {
      return Correction.none(NAME, labels, found + ", but there is no oedema to split");
    }
    ClassProbabilities classes = input.requireClasses(NAME);
    boolean[] inSecond = TwoMeans.split(input.requireImages(NAME), oedema, seed);
    int label = labels.scheme().nonEnhancingCore();
    float[] probability = classes.channel(labels.scheme().classOf(label));
    double[] mean = new double[2];
    int[] size = new int[2];
    for (int n = 0; n < oedema.length; n++) {
      int cluster = inSecond[n] ? 1 : 0;
      mean[cluster] += probability[oedema[n]];
      size[cluster]++;
    }
    if (size[0] == 0 || size[1] == 0) {
      return Correction.none(NAME, labels, found + ", but all oedema looks the same");
    }
    mean[0] /= size[0];
    mean[1] /= size[1];
    boolean second = mean[1] > mean[0];
    byte[] data = labels.map().data().clone();
    for (int n = 0; n < oedema.length; n++) {
      data[oedema[n]] = (byte) (inSecond[n] == second ? label : LabelScheme.OEDEMA);
    }
    return Correction.between(
        NAME,
        labels,
        new TumorLabels(LabelMap.wrap(labels.grid(), data), labels.scheme()),
        found
            + String.format(
                Locale.ROOT,
                "; oedema split into %d and %d voxels of mean core probability %.3f and %.3f",
                size[0],
                size[1],
                mean[0],
                mean[1]));
  }

  private static int[] voxelsOf(LabelMap map, int label) {
    int[] voxels = new int[map.counts().getOrDefault(label, 0)];
    int found = 0;
    byte[] data = map.data();
    for (int n = 0; n < data.length; n++) {
      if (data[n] == label) {
        voxels[found++] = n;
      }
    }
    return voxels;
  }
}
