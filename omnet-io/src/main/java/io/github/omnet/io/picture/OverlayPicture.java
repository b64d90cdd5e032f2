package io.github.omnet.io.picture;

import io.github.omnet.core.subject.TumorLabels;
import io.github.omnet.core.volume.LabelMap;
import io.github.omnet.core.volume.Volume;
import io.github.omnet.io.internal.picture.GreyWindow;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;

/**
 * Draws an axial, a coronal and a sagittal slice side by side, each where it cuts most of the
 * labelled voxels, with the labels in colour over the image.
 *
 * <p>All three share one scale in pixels per millimetre, so anisotropic voxels keep their shape.
 * Letters at the edges say where right, left, front, back, head and feet are; as radiologists have
 * it, the patient's right is on the left. Empty background around the head is cut off. Labels are
 * outlined, and tinted inside.
 */
public final class OverlayPicture {
  /** Pixels of the longest edge of a slice. */
  private static final int LONGEST = 440;

  private static final int MARGIN = 22;
  private static final int GAP = 2 * MARGIN;
  private static final int LETTER = 2;
  private static final int LETTER_COLOR = 0xB8C4D0;
  private static final int LEGEND = 44;
  private static final double TINT = 0.30;

  private final Volume image;
  private final LabelMap labels;
  private final LabelColors colors;
  private final int[] table;
  private final GreyWindow window;

  private OverlayPicture(Volume image, LabelMap labels, LabelColors colors) {
    image.grid().requireMatches(labels.grid(), "image and labels");
    this.image = image;
    this.labels = labels;
    this.colors = colors;
    this.table = colors.table();
    this.window = GreyWindow.of(image);
  }

  /**
   * Draws a tumour.
   *
   * @param image any modality
   * @param labels the tumour, on the same grid
   * @return an RGB picture
   * @throws io.github.omnet.core.volume.GridMismatchException if the grids differ
   */
  public static BufferedImage of(Volume image, TumorLabels labels) {
    return of(image, labels.map(), LabelColors.of(labels.scheme()));
  }

  /**
   * Draws labels of any meaning.
   *
   * @param image the image
   * @param labels labels on the same grid
   * @param colors what each label looks like; labels without a colour are not drawn
   * @return an RGB picture
   * @throws io.github.omnet.core.volume.GridMismatchException if the grids differ
   */
  public static BufferedImage of(Volume image, LabelMap labels, LabelColors colors) {
    return new OverlayPicture(image, labels, colors).draw();
  }

  private BufferedImage draw() {
    List<Plane> planes = Arrays.asList(Plane.values());
    Content content = new Content(image, labels);
    List<Section> sections =
        planes.stream().map(plane -> Section.through(plane, image.grid(), content)).toList();
    double longest = 0;
    for (Section section : sections) {
      longest = Math.max(longest, section.columns() * section.columnSpacing());
      longest = Math.max(longest, section.rows() * section.rowSpacing());
    }
    double scale = LONGEST / longest;
    List<Panel> panels = sections.stream().map(section -> Panel.of(section, scale)).toList();
    int width = 2 * MARGIN - GAP;
    int height = 0;
    for (Panel panel : panels) {
      width += panel.width() + GAP;
      height = Math.max(height, panel.height());
    }
    BufferedImage picture =
        new BufferedImage(width, height + 2 * MARGIN + LEGEND, BufferedImage.TYPE_INT_RGB);
    int left = MARGIN;
    for (int n = 0; n < panels.size(); n++) {
      Panel panel = panels.get(n);
      int top = MARGIN + (height - panel.height()) / 2;
      paint(picture, panel, left, top);
      mark(picture, planes.get(n), panel, left, top);
      left += panel.width() + GAP;
    }
    drawLegend(
        picture, MARGIN, height + 2 * MARGIN + LEGEND - MARGIN - BitmapLetters.height(LETTER) / 2);
    return picture;
  }

  private void paint(BufferedImage picture, Panel panel, int left, int top) {
    for (int y = 0; y < panel.height(); y++) {
      for (int x = 0; x < panel.width(); x++) {
        int grey = window.grey(panel.value(image, x, y));
        int rgb = grey << 16 | grey << 8 | grey;
        int label = panel.label(labels, x, y);
        if (table[label] >= 0) {
          boolean edge =
              label != panel.label(labels, x - 1, y)
                  || label != panel.label(labels, x + 1, y)
                  || label != panel.label(labels, x, y - 1)
                  || label != panel.label(labels, x, y + 1);
          rgb = edge ? table[label] : mixed(rgb, table[label]);
        }
        picture.setRGB(left + x, top + y, rgb);
      }
    }
  }

  private static int mixed(int under, int over) {
    int mixed = 0;
    for (int shift = 0; shift <= 16; shift += 8) {
      double channel = (1 - TINT) * (under >> shift & 0xff) + TINT * (over >> shift & 0xff);
      mixed |= (int) Math.round(channel) << shift;
    }
    return mixed;
  }

  private static void mark(BufferedImage picture, Plane plane, Panel panel, int left, int top) {
    int size = BitmapLetters.height(LETTER);
    int gap = (MARGIN - size) / 2;
    int middleX = left + panel.width() / 2 - size / 2;
    int middleY = top + panel.height() / 2 - size / 2;
    letter(picture, Plane.opposite(plane.right()).name(), left - MARGIN + gap + 2, middleY);
    letter(picture, plane.right().name(), left + panel.width() + gap - 2, middleY);
    letter(picture, Plane.opposite(plane.down()).name(), middleX, top - MARGIN + gap);
    letter(picture, plane.down().name(), middleX, top + panel.height() + gap);
  }

  private static void letter(BufferedImage picture, String letter, int x, int y) {
    BitmapLetters.draw(picture, letter, x, y, LETTER, LETTER_COLOR);
  }

  private void drawLegend(BufferedImage picture, int left, int top) {
    int size = BitmapLetters.height(LETTER);
    int at = left;
    for (int label : labels.counts().keySet()) {
      LabelColors.Entry entry = colors.entries().get(label);
      if (entry == null) {
        continue;
      }
      for (int y = 0; y < size; y++) {
        for (int x = 0; x < size && at + x < picture.getWidth(); x++) {
          picture.setRGB(at + x, top + y, entry.rgb());
        }
      }
      letter(picture, entry.name(), at + size + 6, top);
      at += size + 6 + BitmapLetters.width(entry.name(), LETTER) + MARGIN;
    }
  }
}
