package io.github.omnet.models.inference;

import ai.djl.ndarray.types.Shape;
import io.github.omnet.core.OmnetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A mirroring of windows along some of their axes; its own inverse.
 *
 * @param x whether x (left-right in RAS) is mirrored
 * @param y whether y (front-back) is
 * @param z whether z (head-feet) is
 */
public record Flip(boolean x, boolean y, boolean z) {
  /** Mirrors nothing. */
  public static final Flip NONE = new Flip(false, false, false);

  /**
   * Every combination of mirroring along some axes, the one that mirrors nothing first.
   *
   * @param axes letters among {@code xyz}; none gives the window as it is
   * @return 1, 2, 4 or 8 flips
   * @throws OmnetException on any other letter
   */
  public static List<Flip> along(String axes) {
    String lower = axes.toLowerCase(Locale.ROOT);
    if (!lower.matches("[xyz]*")) {
      throw new OmnetException("axes are letters among x, y and z, found '" + axes + "'");
    }
    List<Flip> flips = new ArrayList<>(List.of(NONE));
    for (int axis = 0; axis < 3; axis++) {
      if (lower.indexOf("xyz".charAt(axis)) >= 0) {
        for (Flip flip : List.copyOf(flips)) {
          flips.add(new Flip(flip.x || axis == 0, flip.y || axis == 1, flip.z || axis == 2));
        }
      }
    }
    return flips;
  }

  /**
   * Adds the mirrored array, times a factor, to another.
   *
   * @param values read from the beginning
   * @param shape N, C, D, H, W of the values; the last three are mirrored
   * @param factor of every value
   * @param sum what is added to, of the same shape
   */
  void addFlipped(float[] values, Shape shape, float factor, float[] sum) {
    int d = Math.toIntExact(shape.get(2));
    int h = Math.toIntExact(shape.get(3));
    int w = Math.toIntExact(shape.get(4));
    int rows = Math.toIntExact(shape.size() / w);
    for (int row = 0; row < rows; row++) {
      int k = row / h % d;
      int j = row % h;
      int block = row / h / d * d * h;
      int target = (block + (z ? d - 1 - k : k) * h + (y ? h - 1 - j : j)) * w;
      int source = row * w;
      for (int i = 0; i < w; i++) {
        sum[target + (x ? w - 1 - i : i)] += factor * values[source + i];
      }
    }
  }
}
