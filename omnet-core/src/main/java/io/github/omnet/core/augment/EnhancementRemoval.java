package io.github.omnet.core.augment;

import io.github.omnet.core.internal.Parameters;
import io.github.omnet.core.morphology.Morphology;
import io.github.omnet.core.random.CounterRandom;
import io.github.omnet.core.subject.LabelScheme;
import io.github.omnet.core.subject.Modality;
import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.subject.TumorLabels;
import io.github.omnet.core.subject.TumorRegion;
import io.github.omnet.core.volume.LabelMap;
import io.github.omnet.core.volume.Mask;
import io.github.omnet.core.volume.Volume;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * Makes a tumour that does not take up contrast agent out of one that does, as tumours of low grade
 * are: the enhancing part becomes non-enhancing core. Image and labels change together, so that a
 * network learns that a core need not enhance.
 *
 * <p>Over the normal tissue of the brain, T1c is a line of T1, {@code a + b T1}, by least squares.
 * In the enhancing part a voxel of T1c becomes
 *
 * <pre>{@code T1c + s min(0, a + b T1 - T1c)}</pre>
 *
 * <p>where {@code s} is the strength: what is brighter than the line comes down to it. Within
 * {@value #FADE_MM} mm of the enhancing part, where it shines through, the change fades out. What
 * is darker than the line, as necrosis is, and the other modalities stay as they are.
 *
 * <p>Subjects are prepared: skull-stripped, modalities normalised. Derived channels are dropped,
 * for they would not know of the change; see {@link
 * io.github.omnet.core.preprocess.Preprocessing#derive}.
 *
 * @param strength share of the enhancement that is taken away, in (0, 1]
 */
public record EnhancementRemoval(double strength) {
  private static final double LEAST = 0.85;
  private static final double FADE_MM = 4;

  /** With less of normal tissue there is no line to draw through it. */
  private static final int LEAST_NORMAL = 50;

  /**
   * Refuses strengths outside of (0, 1].
   *
   * @param strength share of the enhancement that is taken away
   */
  public EnhancementRemoval {
    if (!(strength > 0 && strength <= 1)) {
      throw new IllegalArgumentException("a strength is in (0, 1], found " + strength);
    }
  }

  /**
   * Draws a strength from 0.85 to 1.
   *
   * @param random where the number comes from; one is taken
   * @return the change
   */
  public static EnhancementRemoval draw(CounterRandom random) {
    return new EnhancementRemoval(random.uniform(LEAST, 1));
  }

  /**
   * Takes the enhancement away.
   *
   * @param subject prepared, with its truth
   * @return the changed subject without derived channels; empty if nothing of the tumour enhances,
   *     T1 or T1c is missing, or there is too little normal tissue
   * @throws io.github.omnet.core.OmnetException if the subject lacks its truth
   */
  public Optional<Subject> apply(Subject subject) {
    TumorLabels truth = subject.requireTruth();
    Volume plain = subject.volumes().get(Modality.T1);
    Volume contrast = subject.volumes().get(Modality.T1C);
    if (plain == null || contrast == null) {
      return Optional.empty();
    }
    Mask enhancing = truth.region(TumorRegion.ET);
    Optional<Line> line = Line.through(plain, contrast, truth.map());
    if (line.isEmpty() || enhancing.isEmpty()) {
      return Optional.empty();
    }
    Map<Modality, Volume> volumes = new EnumMap<>(subject.volumes());
    volumes.put(Modality.T1C, faded(plain, contrast, enhancing, line.get()));
    LabelMap labels = withoutEnhancing(truth);
    return Optional.of(
        subject.with(volumes, Map.of(), Optional.of(new TumorLabels(labels, truth.scheme()))));
  }

  private Volume faded(Volume plain, Volume contrast, Mask enhancing, Line line) {
    float[] distance = Morphology.distanceTo(enhancing).data();
    float[] values = contrast.copyOfData();
    for (int n = 0; n < values.length; n++) {
      double t = 1 - distance[n] / FADE_MM;
      if (t > 0 && values[n] != 0) {
        double weight = strength * t * t * (3 - 2 * t);
        double normal = line.at(plain.data()[n]);
        float after = (float) (values[n] + weight * Math.min(0, normal - values[n]));
        values[n] = after == 0 ? Float.MIN_NORMAL : after;
      }
    }
    return Volume.wrap(contrast.grid(), values);
  }

  /** The labels with non-enhancing core, or what the scheme counts as such, for enhancing. */
  private static LabelMap withoutEnhancing(TumorLabels truth) {
    byte[] labels = truth.map().data().clone();
    LabelScheme scheme = truth.scheme();
    byte core = (byte) scheme.nonEnhancingCore();
    for (int n = 0; n < labels.length; n++) {
      if (scheme.contains(TumorRegion.ET, labels[n])) {
        labels[n] = core;
      }
    }
    return LabelMap.wrap(truth.grid(), labels);
  }

  /** T1c of normal tissue as a line of T1. */
  private record Line(double intercept, double slope) {
    static Optional<Line> through(Volume plain, Volume contrast, LabelMap labels) {
      long count = 0;
      double sumX = 0;
      double sumY = 0;
      double sumXx = 0;
      double sumXy = 0;
      for (int n = 0; n < labels.data().length; n++) {
        double x = plain.data()[n];
        double y = contrast.data()[n];
        if (x != 0 && y != 0 && labels.data()[n] == 0) {
          count++;
          sumX += x;
          sumY += y;
          sumXx += x * x;
          sumXy += x * y;
        }
      }
      double spread = sumXx - sumX * sumX / count;
      if (count < LEAST_NORMAL || !(spread > 0)) {
        return Optional.empty();
      }
      double slope = (sumXy - sumX * sumY / count) / spread;
      return Optional.of(new Line((sumY - slope * sumX) / count, slope));
    }

    double at(double plain) {
      return intercept + slope * plain;
    }
  }

  /**
   * What is done.
   *
   * @return such as {@code enhancementRemoval(strength=0.9)}
   */
  public String describe() {
    return Parameters.of("enhancementRemoval").with("strength", strength).toString();
  }
}
