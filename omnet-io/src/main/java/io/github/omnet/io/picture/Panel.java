package io.github.omnet.io.picture;

import io.github.omnet.core.volume.LabelMap;
import io.github.omnet.core.volume.Volume;

/**
 * A section scaled to pixels.
 *
 * @param section the slice
 * @param width pixels across
 * @param height pixels down
 */
record Panel(Section section, int width, int height) {
  static Panel of(Section section, double pixelsPerMillimetre) {
    double width = section.columns() * section.columnSpacing() * pixelsPerMillimetre;
    double height = section.rows() * section.rowSpacing() * pixelsPerMillimetre;
    return new Panel(
        section, Math.max(1, (int) Math.round(width)), Math.max(1, (int) Math.round(height)));
  }

  double value(Volume image, int x, int y) {
    return section.value(image, column(x), row(y));
  }

  /** The label of each pixel, row by row. */
  int[] labels(LabelMap labels) {
    int[] pixels = new int[width * height];
    for (int y = 0, n = 0; y < height; y++) {
      for (int x = 0; x < width; x++, n++) {
        pixels[n] = section.label(labels, column(x), row(y));
      }
    }
    return pixels;
  }

  private double column(int x) {
    return (x + 0.5) * section.columns() / width - 0.5;
  }

  private double row(int y) {
    return (y + 0.5) * section.rows() / height - 0.5;
  }
}
