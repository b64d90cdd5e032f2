package io.github.omnet.core.transform;

import io.github.omnet.core.volume.Volume;
import java.util.function.DoubleUnaryOperator;

/** Changes of foreground values that normalisations end in; background becomes 0. */
final class ValueMap {
  private ValueMap() {}

  /** Foreground becomes {@code (value - centre) * scale + shift}, background 0. */
  static Volume linear(
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

  /** Foreground becomes what a function makes of it, background 0. */
  static Volume map(Volume volume, Foreground foreground, DoubleUnaryOperator function) {
    float[] from = volume.data();
    float[] to = new float[from.length];
    boolean[] in = foreground.in(volume).data();
    for (int n = 0; n < from.length; n++) {
      if (in[n]) {
        to[n] = (float) function.applyAsDouble(from[n]);
      }
    }
    return Volume.wrap(volume.grid(), to);
  }
}
