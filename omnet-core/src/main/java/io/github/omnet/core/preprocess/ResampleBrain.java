package io.github.omnet.core.preprocess;

import io.github.omnet.core.internal.Parameters;
import io.github.omnet.core.interpolation.Interpolation;
import io.github.omnet.core.interpolation.LabelInterpolation;
import io.github.omnet.core.subject.Modality;
import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.transform.SpatialTransform;
import io.github.omnet.core.transform.Transforms;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.LabelMap;
import io.github.omnet.core.volume.Mask;
import io.github.omnet.core.volume.Spacing;
import io.github.omnet.core.volume.Volume;
import java.util.EnumMap;
import java.util.Map;

/**
 * Resamples a skull-stripped subject, and keeps 0 what lies nearest to background: interpolation
 * alone would leave a dim rim around the brain that is not 0, and so would count as brain. Labels
 * and the brain go by the largest share of each, which moves no border to one side.
 */
final class ResampleBrain implements SpatialTransform {
  static final String NAME = "resampleBrain";

  private final Spacing spacing;
  private final SpatialTransform resample;

  ResampleBrain(Spacing spacing) {
    this.spacing = spacing;
    resample = Transforms.resample(spacing, Interpolation.LINEAR, LabelInterpolation.ONE_HOT);
  }

  @Override
  public Subject apply(Subject subject) {
    boolean[] brain = resample.apply(subject.brain()).data();
    Subject moved = resample.apply(subject);
    Map<Modality, Volume> within = new EnumMap<>(Modality.class);
    moved
        .volumes()
        .forEach(
            (modality, volume) -> {
              float[] data = volume.data().clone();
              for (int n = 0; n < data.length; n++) {
                data[n] = brain[n] ? data[n] : 0;
              }
              within.put(modality, Volume.wrap(volume.grid(), data));
            });
    return moved.with(within, moved.truth());
  }

  @Override
  public Grid gridAfter(Grid before) {
    return resample.gridAfter(before);
  }

  @Override
  public Volume apply(Volume volume) {
    return resample.apply(volume);
  }

  @Override
  public LabelMap apply(LabelMap labels) {
    return resample.apply(labels);
  }

  @Override
  public Mask apply(Mask mask) {
    return resample.apply(mask);
  }

  @Override
  public SpatialTransform inverse(Grid before) {
    return resample.inverse(before);
  }

  @Override
  public String describe() {
    return Parameters.of(NAME).with("to", spacing.x(), spacing.y(), spacing.z()).toString();
  }
}
