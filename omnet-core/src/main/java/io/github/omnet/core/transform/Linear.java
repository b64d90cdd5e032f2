package io.github.omnet.core.transform;

import io.github.omnet.core.volume.Volume;

/** The straight-line change of values that most normalisations end in. */
final class Linear {
  private Linear() {}

  /** Foreground becomes {@code (value - centre) * scale + shift}, background 0. */
  static Volume overForeground(
      Volume volume, Foreground foreground, double centre, double scale, double shift) {
    float[] from = volume.data();
    float[] to = new float[from.length];
    if (foreground instanceof Foreground.Not not) {
      float background = not.background();
      for (int n = 0; n < from.length; n++) {
        if (from[n] != background) {
          to[n] = (float) ((from[n] - centre) * scale + shift);
        }
      }
    } else {
      boolean[] in = foreground.in(volume).data();
      for (int n = 0; n < from.length; n++) {
        if (in[n]) {
          to[n] = (float) ((from[n] - centre) * scale + shift);
        }
      }
    }
    return Volume.wrap(volume.grid(), to);
  }
}
