package io.github.omnet.io.nifti;

import io.github.omnet.core.OmnetException;
import io.github.omnet.core.volume.Volume;
import io.github.omnet.io.image.DataType;
import java.util.List;

/** Slope and intercept as the header will state them. */
record StoredScale(double slope, double intercept) {
  /**
   * The scale to encode with.
   *
   * @param wide whether the header has room for double precision
   */
  static StoredScale of(
      NiftiWriteOptions options, DataType type, List<Volume> channels, boolean wide) {
    if (!options.fullRange() || !type.isInteger()) {
      return stored(options.slope(), options.intercept(), wide);
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
      return stored(1, max == min ? min : 0, wide);
    }
    // A hair wider than needed, or rounding to single precision could push the ends out.
    double slope = (max - min) / (type.max() - type.min()) * (1 + 1e-6);
    return stored(slope, (max + min) / 2 - slope * (type.max() / 2 + type.min() / 2), wide);
  }

  /** NIfTI-1 keeps single precision; encoding with the very same numbers keeps the error small. */
  private static StoredScale stored(double slope, double intercept, boolean wide) {
    if (wide) {
      return new StoredScale(slope, intercept);
    }
    float single = (float) slope;
    // A slope of 0 would mean "no scale" to every reader.
    if (single == 0 || !Float.isFinite(single) || !Float.isFinite((float) intercept)) {
      throw new OmnetException(
          "slope "
              + slope
              + " and intercept "
              + intercept
              + " become "
              + single
              + " and "
              + (float) intercept
              + " in the single precision of NIfTI-1; choose another scale, or NIfTI-2");
    }
    return new StoredScale(single, (float) intercept);
  }
}
