package io.github.omnet.io.picture;

import io.github.omnet.core.subject.TumorLabels;
import io.github.omnet.core.subject.TumorRegion;
import io.github.omnet.core.volume.LabelMap;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The line below the slices: each label's colour and name, then volumes.
 *
 * @param entries from left to right
 */
record Legend(List<Entry> entries) {
  private static final int SCALE = 2;
  private static final int GAP = 22;
  private static final int AFTER_SWATCH = 6;
  private static final int TEXT = 0xB8C4D0;
  private static final double CUBIC_MILLIMETRES = 1000;

  /**
   * One word of the line.
   *
   * @param rgb colour of the square before it, if it has one
   * @param text ASCII
   */
  record Entry(Optional<Integer> rgb, String text) {}

  /** The labels that occur, each with its volume. */
  static Legend of(LabelMap labels, LabelColors colors) {
    List<Entry> entries = new ArrayList<>();
    labels
        .counts()
        .forEach(
            (label, count) -> {
              LabelColors.Entry color = colors.entries().get(label);
              if (color != null) {
                String text = color.name() + " " + millilitres(labels, count);
                entries.add(new Entry(Optional.of(color.rgb()), text));
              }
            });
    return new Legend(entries);
  }

  /** The classes that occur, and the volume of each region. */
  static Legend of(TumorLabels labels) {
    Map<Integer, LabelColors.Entry> colors = LabelColors.of(labels.scheme()).entries();
    List<Entry> entries = new ArrayList<>();
    for (int label : labels.map().counts().keySet()) {
      LabelColors.Entry color = colors.get(label);
      if (color != null) {
        entries.add(new Entry(Optional.of(color.rgb()), color.name()));
      }
    }
    for (TumorRegion region : TumorRegion.values()) {
      String volume = millilitres(labels.map(), labels.count(region));
      entries.add(new Entry(Optional.empty(), region + " " + volume));
    }
    return new Legend(entries);
  }

  /** The same line with one more word at its end. */
  Legend with(int rgb, String text) {
    List<Entry> more = new ArrayList<>(entries);
    more.add(new Entry(Optional.of(rgb), text));
    return new Legend(more);
  }

  private static String millilitres(LabelMap labels, long voxels) {
    double volume = voxels * Math.abs(labels.grid().affine().determinant()) / CUBIC_MILLIMETRES;
    return String.format(Locale.ROOT, "%.1f ml", volume);
  }

  /** Pixels across the line. */
  int width() {
    return entries.stream().mapToInt(entry -> width(entry) + GAP).sum() - GAP;
  }

  private static int width(Entry entry) {
    int swatch = entry.rgb().isPresent() ? BitmapLetters.height(SCALE) + AFTER_SWATCH : 0;
    return swatch + BitmapLetters.width(entry.text(), SCALE);
  }

  /** Draws the line with its upper left corner at a pixel. */
  void draw(BufferedImage picture, int left, int top) {
    int size = BitmapLetters.height(SCALE);
    int at = left;
    for (Entry entry : entries) {
      int text = at;
      if (entry.rgb().isPresent()) {
        for (int y = 0; y < size; y++) {
          for (int x = 0; x < size; x++) {
            picture.setRGB(at + x, top + y, entry.rgb().get());
          }
        }
        text += size + AFTER_SWATCH;
      }
      BitmapLetters.draw(picture, entry.text(), text, top, SCALE, TEXT);
      at += width(entry) + GAP;
    }
  }
}
