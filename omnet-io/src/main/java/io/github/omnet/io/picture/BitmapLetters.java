package io.github.omnet.io.picture;

import java.awt.image.BufferedImage;

/**
 * The few letters that a picture needs, five by seven dots each. The JDK's own text needs font
 * files, which servers and containers often lack.
 */
final class BitmapLetters {
  private static final String CHARACTERS = "ACDEILNPRST0123456789";
  private static final int WIDTH = 5;
  private static final int HEIGHT = 7;
  private static final int GLYPH = WIDTH + 1;

  private static final String[] DOTS =
      """
      .###. .###. ####. ##### .###. #.... #...# ####. ####. .#### #####
      #...# #...# #...# #.... ..#.. #.... ##..# #...# #...# #.... ..#..
      #...# #.... #...# #.... ..#.. #.... #.#.# #...# #...# #.... ..#..
      ##### #.... #...# ####. ..#.. #.... #..## ####. ####. .###. ..#..
      #...# #.... #...# #.... ..#.. #.... #...# #.... #.#.. ....# ..#..
      #...# #...# #...# #.... ..#.. #.... #...# #.... #..#. ....# ..#..
      #...# .###. ####. ##### .###. ##### #...# #.... #...# ####. ..#..
      .###. ..#.. .###. .###. ...#. ##### .###. ##### .###. .###.
      #...# .##.. #...# #...# ..##. #.... #.... ....# #...# #...#
      #..## ..#.. ....# ....# .#.#. ####. ####. ...#. #...# #...#
      #.#.# ..#.. ...#. ..##. #..#. ....# #...# ..#.. .###. .####
      ##..# ..#.. ..#.. ....# ##### ....# #...# ..#.. #...# ....#
      #...# ..#.. .#... #...# ...#. #...# #...# ..#.. #...# ....#
      .###. .###. ##### .###. ...#. .###. .###. ..#.. .###. .###.
      """
          .split("\n");

  private BitmapLetters() {}

  static int width(String text, int scale) {
    return (text.length() * GLYPH - 1) * scale;
  }

  static int height(int scale) {
    return HEIGHT * scale;
  }

  /** Draws a text with its upper left corner at a pixel; what falls outside the image is cut. */
  static void draw(BufferedImage image, String text, int left, int top, int scale, int rgb) {
    for (int n = 0; n < text.length(); n++) {
      int glyph = CHARACTERS.indexOf(text.charAt(n));
      if (glyph < 0) {
        throw new IllegalArgumentException("no letter '" + text.charAt(n) + "' to draw");
      }
      int lettersInFirst = DOTS[0].length() / GLYPH + 1;
      boolean second = glyph >= lettersInFirst;
      int from = (second ? glyph - lettersInFirst : glyph) * GLYPH;
      for (int y = 0; y < HEIGHT * scale; y++) {
        String dots = DOTS[(second ? HEIGHT : 0) + y / scale];
        for (int x = 0; x < WIDTH * scale; x++) {
          int px = left + n * GLYPH * scale + x;
          int py = top + y;
          boolean inside = px >= 0 && py >= 0 && px < image.getWidth() && py < image.getHeight();
          if (inside && dots.charAt(from + x / scale) == '#') {
            image.setRGB(px, py, rgb);
          }
        }
      }
    }
  }
}
