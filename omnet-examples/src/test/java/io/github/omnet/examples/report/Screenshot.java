package io.github.omnet.examples.report;

import java.awt.image.BufferedImage;
import java.util.HashSet;
import java.util.Set;

/** What a window of the browser shows. */
record Screenshot(BufferedImage picture) {
  /** Different colours in a band of the picture, from one share of its height to another. */
  int colors(double from, double to) {
    Set<Integer> colors = new HashSet<>();
    for (int y = (int) (from * picture.getHeight()); y < to * picture.getHeight(); y++) {
      for (int x = 0; x < picture.getWidth(); x++) {
        colors.add(picture.getRGB(x, y));
      }
    }
    return colors.size();
  }

  /** Yellow, green and red pixels in the upper part of the window, where the viewer is. */
  int colored() {
    int colored = 0;
    for (int y = picture.getHeight() / 6; y < picture.getHeight() / 2; y++) {
      for (int x = 0; x < picture.getWidth(); x++) {
        int rgb = picture.getRGB(x, y);
        int blue = rgb & 0xff;
        colored += (rgb >> 16 & 0xff) > blue + 20 || (rgb >> 8 & 0xff) > blue + 20 ? 1 : 0;
      }
    }
    return colored;
  }
}
