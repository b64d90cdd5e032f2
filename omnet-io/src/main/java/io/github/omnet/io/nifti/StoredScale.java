package io.github.omnet.io.nifti;

import io.github.omnet.core.volume.Volume;
import io.github.omnet.io.image.DataType;
import java.util.List;

/** Slope and intercept as the header will state them. */
record StoredScale(double slope, double intercept) {
  static StoredScale of(NiftiWriteOptions options, DataType type, List<Volume> channels) {
    if (!options.fullRange() || !type.isInteger()) {
      return stored(options.slope(), options.intercept());
    }
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    for (Volume volume : channels) {
      for (float value : volume.data()) {
        if (Float.isFinite(value)) {
          min = Math.min(min, value);
          max = Math.max(max, value);
        }
      }
    }
    if (!(max > min)) {
      // Constant (or nothing finite): all voxels become the stored 0.
      return stored(1, max == min ? min : 0);
    }
    // A hair wider than needed, or rounding to single precision could push the ends out.
    double slope = (max - min) / (type.max() - type.min()) * (1 + 1e-6);
    return stored(slope, (max + min) / 2 - slope * (type.max() / 2 + type.min() / 2));
  }

  /** NIfTI-1 keeps single precision; encoding with the very same numbers keeps the error small. */
  private static StoredScale stored(double slope, double intercept) {
    return new StoredScale((float) slope, (float) intercept);
  }
}
