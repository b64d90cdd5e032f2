package io.github.omnet.core.transform;

import io.github.omnet.core.OmnetException;
import io.github.omnet.core.internal.Texts;
import io.github.omnet.core.subject.Modality;
import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.subject.SubjectSource;
import io.github.omnet.core.volume.Volume;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Brings the histograms of one modality of all subjects onto one scale that is learnt from training
 * subjects (Nyul and Udupa 1999; Nyul, Udupa and Zhang 2000): the 1st, 10th, 20th, ... 90th and
 * 99th percentiles of each image are sent to their means over the training subjects, after each of
 * these was stretched to 0..100; values in between and beyond go along straight lines. Background
 * becomes 0.
 *
 * <p>An image without foreground becomes all 0; a foreground of one constant value becomes the mean
 * of the landmarks.
 */
final class HistogramStandardization implements Transform {
  private static final double[] QUANTILES = {
    0.01, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.99
  };

  private final Foreground foreground;
  private final Map<Modality, double[]> landmarks;

  private HistogramStandardization(Foreground foreground, Map<Modality, double[]> landmarks) {
    this.foreground = foreground;
    this.landmarks = landmarks;
  }

  /**
   * Learns the landmarks of some modalities. Subjects are loaded one at a time.
   *
   * @param subjects the training subjects, at least one, all with those modalities
   * @param modalities which modalities
   * @param foreground which voxels to look at
   * @return the transform
   * @throws OmnetException if a subject lacks a modality, or no subject has contrast in one
   * @throws IOException if a subject cannot be read
   */
  public static HistogramStandardization learn(
      List<? extends SubjectSource> subjects, List<Modality> modalities, Foreground foreground)
      throws IOException {
    if (subjects.isEmpty()) {
      throw new IllegalArgumentException("landmarks need at least one subject, found none");
    }
    Map<Modality, double[]> sums = new EnumMap<>(Modality.class);
    Map<Modality, Integer> used = new EnumMap<>(Modality.class);
    modalities.forEach(modality -> sums.put(modality, new double[QUANTILES.length]));
    for (SubjectSource source : subjects) {
      Subject subject = source.load();
      sums.forEach(
          (modality, sum) -> {
            if (add(subject.volume(modality), foreground, sum)) {
              used.merge(modality, 1, Integer::sum);
            }
          });
    }
    sums.forEach(
        (modality, sum) -> {
          Integer count = used.get(modality);
          if (count == null) {
            throw new OmnetException(
                "no training subject has contrast in "
                    + modality
                    + "; there are no landmarks to learn");
          }
          for (int n = 0; n < sum.length; n++) {
            sum[n] /= count;
          }
        });
    return new HistogramStandardization(foreground, sums);
  }

  /** Adds an image's landmarks, stretched to 0..100; false if it has no contrast. */
  private static boolean add(Volume volume, Foreground foreground, double[] sum) {
    SortedForeground sorted = SortedForeground.of(volume, foreground);
    double[] q = sorted.isEmpty() ? new double[QUANTILES.length] : sorted.quantiles(QUANTILES);
    double range = q[q.length - 1] - q[0];
    if (!(range > 0)) {
      return false;
    }
    for (int n = 0; n < q.length; n++) {
      sum[n] += 100 * (q[n] - q[0]) / range;
    }
    return true;
  }

  /**
   * Takes landmarks that were learnt before.
   *
   * @param landmarks 11 rising numbers per modality, for the percentiles 1, 10, 20, ... 90, 99
   * @param foreground which voxels to look at
   * @return the transform
   */
  public static HistogramStandardization of(
      Map<Modality, double[]> landmarks, Foreground foreground) {
    Map<Modality, double[]> copy = new EnumMap<>(Modality.class);
    landmarks.forEach(
        (modality, values) -> {
          boolean rising = values.length == QUANTILES.length;
          for (int n = 1; rising && n < values.length; n++) {
            rising = values[n - 1] <= values[n];
          }
          if (!rising) {
            throw new IllegalArgumentException(
                modality + " needs 11 rising landmarks, found " + Arrays.toString(values));
          }
          copy.put(modality, values.clone());
        });
    return new HistogramStandardization(foreground, copy);
  }

  /**
   * Returns what was learnt, to be stored with a model.
   *
   * @return a copy: 11 numbers per modality
   */
  public Map<Modality, double[]> landmarks() {
    Map<Modality, double[]> copy = new EnumMap<>(Modality.class);
    landmarks.forEach((modality, values) -> copy.put(modality, values.clone()));
    return copy;
  }

  /**
   * Standardises one image.
   *
   * @param volume the image; not changed
   * @param modality which landmarks to use
   * @return a new image on the same grid
   * @throws OmnetException if no landmarks are known for the modality
   */
  public Volume apply(Volume volume, Modality modality) {
    double[] known = landmarks.get(modality);
    if (known == null) {
      throw new OmnetException(
          "no landmarks for " + modality + ", only for " + landmarks.keySet() + "; learn them");
    }
    SortedForeground sorted = SortedForeground.of(volume, foreground);
    if (sorted.isEmpty()) {
      return ValueMap.linear(volume, foreground, 0, 0, 0);
    }
    PiecewiseLinear map = PiecewiseLinear.between(sorted.quantiles(QUANTILES), known, true);
    return ValueMap.map(volume, foreground, map::at);
  }

  @Override
  public Subject apply(Subject subject) {
    Map<Modality, Volume> changed = new EnumMap<>(Modality.class);
    subject.volumes().forEach((modality, volume) -> changed.put(modality, apply(volume, modality)));
    return subject.with(changed, subject.truth());
  }

  @Override
  public String describe() {
    StringBuilder text =
        new StringBuilder("histogramStandardization(over=" + foreground.describe());
    landmarks.forEach(
        (modality, values) ->
            text.append(", ").append(modality).append('=').append(Texts.of(values)));
    return text.append(')').toString();
  }

  @Override
  public String toString() {
    return describe();
  }
}
