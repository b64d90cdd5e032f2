package io.github.omnet.io.picture;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * The printable ASCII characters, five by seven dots each; any other character is drawn as a
 * question mark. The JDK's own text needs font files, which servers and containers often lack.
 */
final class BitmapLetters {
  private static final int WIDTH = 5;
  private static final int HEIGHT = 7;
  private static final int GLYPH = WIDTH + 1;
  private static final char FIRST = ' ';
  private static final char LAST = '~';
  private static final int GLYPHS_PER_ROW = 16;

  /** Rows of sixteen characters in the order of ASCII, seven lines for each row. */
  private static final String[] DOTS = read();

  private BitmapLetters() {}

  private static String[] read() {
    try (InputStream in =
        Objects.requireNonNull(BitmapLetters.class.getResourceAsStream("letters.txt"))) {
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII).split("\\R");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Pixels across a text. */
  static int width(String text, int scale) {
    return Math.max(0, text.length() * GLYPH - 1) * scale;
  }

  /** Pixels from the top of the tallest to the foot of the lowest character. */
  static int height(int scale) {
    return HEIGHT * scale;
  }

  /** Draws a text with its upper left corner at a pixel; what falls outside the image is cut. */
  static void draw(BufferedImage image, String text, int left, int top, int scale, int rgb) {
    for (int n = 0; n < text.length(); n++) {
      char character = text.charAt(n);
      int glyph = (character >= FIRST && character <= LAST ? character : '?') - FIRST;
      int from = glyph % GLYPHS_PER_ROW * GLYPH;
      for (int y = 0; y < HEIGHT * scale; y++) {
        String dots = DOTS[glyph / GLYPHS_PER_ROW * HEIGHT + y / scale];
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
