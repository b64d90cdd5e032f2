package io.github.omnet.models.inference;

import io.github.omnet.core.internal.fusion.OmNetFusion;
import io.github.omnet.core.morphology.Ball;
import io.github.omnet.core.subject.LabelScheme;
import io.github.omnet.core.volume.Box;
import io.github.omnet.core.volume.Mask;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.models.packaging.InferenceSettings;
import io.github.omnet.models.packaging.ModelManifest;

/**
 * What every pass over a subject has in common.
 *
 * @param inference windows, blending, batch, dilation
 * @param scheme what the classes stand for
 */
record PassSettings(InferenceSettings inference, LabelScheme scheme) {
  static PassSettings of(ModelManifest manifest, InferenceSettings inference) {
    manifest.requireFits(inference);
    return new PassSettings(inference, manifest.scheme());
  }

  OmNetFusion fusion() {
    OmNetFusion fusion = new OmNetFusion(scheme, Ball.ofVoxels(inference.dilation()));
    return inference.thresholds().map(fusion::withThresholds).orElse(fusion);
  }

  /** Windows that touch a region, on a lattice over the whole volume. */
  WindowPlan windows(Mask region) {
    return windows(Box.of(region.shape()), region);
  }

  /** Windows that touch a region, on a lattice over the box around it. */
  WindowPlan windowsAround(Mask region) {
    return windows(Box.around(region).orElse(Box.of(region.shape())), region);
  }

  private WindowPlan windows(Box part, Mask region) {
    Shape largest = new Shape(inference.windowX(), inference.windowY(), inference.windowZ());
    Shape window =
        inference.fit()
            ? WindowFit.of(part.shape(), largest.voxels(), inference.overlap())
            : largest;
    return WindowPlan.within(part, region, window, inference.overlap());
  }
}
