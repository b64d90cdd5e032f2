package io.github.omnet.core.preprocess;

import io.github.omnet.core.OmnetException;
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
import java.util.Locale;
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

  /**
   * Refuses voxels so small that their images cannot fit into memory: a header of a few bytes, or a
   * model's file, may ask for them.
   *
   * @param before grid of the subject
   * @param images how many are resampled
   * @param heap bytes that Java may use at most
   * @throws OmnetException with both sizes, if a subject at the new size takes more than that
   */
  void requireRoom(Grid before, int images, long heap) {
    double voxels = 1;
    for (int axis = 0; axis < 3; axis++) {
      double side = before.shape().axis(axis) * before.spacing().axis(axis);
      voxels *= Math.max(1, Math.rint(side / spacing.axis(axis)));
    }
    // Each image as it is resampled and once more within the brain, and the brain.
    double bytes = voxels * (2.0 * Float.BYTES * images + 1);
    if (voxels > Integer.MAX_VALUE || bytes > heap) {
      throw new OmnetException(
          String.format(
              Locale.ROOT,
              "%s voxels of %.4g x %.4g x %.4g mm become %.3g voxels of %.4g x %.4g x %.4g mm, which"
                  + " take %.0f MiB of %d MiB of heap; check the voxel size in the headers and in the"
                  + " model, or give Java more memory (java -Xmx8g)",
              before.shape(),
              before.spacing().x(),
              before.spacing().y(),
              before.spacing().z(),
              voxels,
              spacing.x(),
              spacing.y(),
              spacing.z(),
              bytes / (1 << 20),
              heap >> 20));
    }
  }

  @Override
  public Subject apply(Subject subject) {
    requireRoom(
        subject.grid(),
        subject.volumes().size() + subject.derived().size(),
        Runtime.getRuntime().maxMemory());
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
