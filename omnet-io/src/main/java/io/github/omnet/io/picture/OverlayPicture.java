package io.github.omnet.io.picture;

import io.github.omnet.core.subject.TumorLabels;
import io.github.omnet.core.volume.LabelMap;
import io.github.omnet.core.volume.Volume;
import io.github.omnet.io.internal.picture.GreyWindow;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Draws an axial, a coronal and a sagittal slice side by side, each where it cuts most of the
 * labelled voxels, with the labels in colour over the image.
 *
 * <p>All three share one scale in pixels per millimetre, so anisotropic voxels keep their shape.
 * Letters at the edges say where right, left, front, back, head and feet are; as radiologists have
 * it, the patient's right is on the left. Empty background around the head is cut off. Labels are
 * outlined, and tinted inside.
 *
 * <p>Below each slice stands its number along the axis of the file, counted from 1, such as {@code
 * axial 72 of 155}. The last line names the colours and gives volumes in millilitres: of WT, TC and
 * ET for a tumour, else of each label.
 */
public final class OverlayPicture {
  /** Pixels of the longest edge of a slice. */
  private static final int LONGEST = 440;

  private static final int MARGIN = 22;
  private static final int GAP = 2 * MARGIN;
  private static final int LETTER = 2;
  private static final int LETTER_COLOR = 0xB8C4D0;
  private static final int REFERENCE_COLOR = 0xFFFFFF;

  /** Height of the numbers below the slices. */
  private static final int NUMBERS = MARGIN;

  private static final int LEGEND = 44;
  private static final double TINT = 0.30;

  private final Volume image;
  private final LabelMap labels;
  private final int[] table;
  private final GreyWindow window;
  private final Legend legend;
  private final String title;
  private final Optional<LabelMap> reference;

  private OverlayPicture(Builder builder) {
    this.image = builder.image;
    this.labels = builder.labels;
    this.table = builder.colors.table();
    this.window = GreyWindow.of(image);
    this.title = builder.title;
    this.reference = builder.reference;
    this.legend =
        reference.isPresent() ? builder.legend.with(REFERENCE_COLOR, "reference") : builder.legend;
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
    return builder(image, labels).draw();
  }

  /**
   * Begins the picture of a tumour.
   *
   * @param image any modality
   * @param labels the tumour, on the same grid
   * @return a builder
   * @throws io.github.omnet.core.volume.GridMismatchException if the grids differ
   */
  public static Builder builder(Volume image, TumorLabels labels) {
    return new Builder(image, labels.map(), LabelColors.of(labels.scheme()), Legend.of(labels));
  }

  /**
   * Begins a picture of labels of any meaning.
   *
   * @param image the image
   * @param labels labels on the same grid
   * @param colors what each label looks like; labels without a colour are not drawn
   * @return a builder
   * @throws io.github.omnet.core.volume.GridMismatchException if the grids differ
   */
  public static Builder builder(Volume image, LabelMap labels, LabelColors colors) {
    return new Builder(image, labels, colors, Legend.of(labels, colors));
  }

  /** Collects what goes into a picture. */
  public static final class Builder {
    private final Volume image;
    private final LabelMap labels;
    private final LabelColors colors;
    private final Legend legend;
    private String title = "";
    private Optional<LabelMap> reference = Optional.empty();

    private Builder(Volume image, LabelMap labels, LabelColors colors, Legend legend) {
      image.grid().requireMatches(labels.grid(), "image and labels");
      this.image = image;
      this.labels = labels;
      this.colors = colors;
      this.legend = legend;
    }

    /**
     * Writes a line above the slices.
     *
     * @param text such as the subject's name; characters other than printable ASCII become question
     *     marks; empty for no line
     * @return this
     */
    public Builder title(String text) {
      title = text;
      return this;
    }

    /**
     * Draws the boundaries of other labels as white lines, such as an expert's.
     *
     * @param expert labels on the same grid
     * @return this
     * @throws io.github.omnet.core.volume.GridMismatchException if the grids differ
     */
    public Builder reference(LabelMap expert) {
      image.grid().requireMatches(expert.grid(), "image and reference");
      reference = Optional.of(expert);
      return this;
    }

    /**
     * Draws the picture.
     *
     * @return an RGB picture
     */
    public BufferedImage draw() {
      return new OverlayPicture(this).draw();
    }
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
    int texts = Math.max(legend.width(), BitmapLetters.width(title, LETTER)) + 2 * MARGIN;
    int header = title.isEmpty() ? 0 : MARGIN;
    int bottom = header + height + 2 * MARGIN + NUMBERS;
    BufferedImage picture =
        new BufferedImage(Math.max(width, texts), bottom + LEGEND, BufferedImage.TYPE_INT_RGB);
    letter(picture, title, MARGIN, (MARGIN - BitmapLetters.height(LETTER)) / 2);
    int left = MARGIN;
    for (int n = 0; n < panels.size(); n++) {
      Panel panel = panels.get(n);
      int top = header + MARGIN + (height - panel.height()) / 2;
      paint(picture, panel, left, top);
      mark(picture, planes.get(n), panel, left, top);
      number(picture, planes.get(n), panel, left, bottom - NUMBERS);
      left += panel.width() + GAP;
    }
    legend.draw(picture, MARGIN, bottom + LEGEND - MARGIN - BitmapLetters.height(LETTER) / 2);
    return picture;
  }

  private void paint(BufferedImage picture, Panel panel, int left, int top) {
    int width = panel.width();
    int[] found = panel.labels(labels);
    Optional<int[]> expected = reference.map(panel::labels);
    int[] line = new int[width];
    for (int y = 0; y < panel.height(); y++) {
      int below = y < panel.height() - 1 ? width : 0;
      for (int x = 0; x < width; x++) {
        int n = y * width + x;
        int right = x < width - 1 ? 1 : 0;
        int grey = window.grey(panel.value(image, x, y));
        int rgb = grey << 16 | grey << 8 | grey;
        int label = found[n];
        if (table[label] >= 0) {
          boolean edge =
              isBoundary(found, n, right, below)
                  || label != found[x > 0 ? n - 1 : n]
                  || label != found[y > 0 ? n - width : n];
          rgb = edge ? table[label] : mixed(rgb, table[label]);
        }
        // Lines of one pixel.
        if (expected.isPresent() && isBoundary(expected.get(), n, right, below)) {
          rgb = REFERENCE_COLOR;
        }
        line[x] = rgb;
      }
      picture.getRaster().setDataElements(left, top + y, width, 1, line);
    }
  }

  /** Whether the labels change to the right of a pixel or below it. */
  private static boolean isBoundary(int[] pixels, int n, int right, int below) {
    return pixels[n] != pixels[n + right] || pixels[n] != pixels[n + below];
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

  /** Writes the number of the slice below its panel, shortened where the panel is narrow. */
  private void number(BufferedImage picture, Plane plane, Panel panel, int left, int top) {
    Section section = panel.section();
    String number = section.slice() + 1 + " of " + section.slices();
    String text = plane.name().toLowerCase(Locale.ROOT) + " " + number;
    if (BitmapLetters.width(text, LETTER) > panel.width() + MARGIN) {
      text = number;
    }
    letter(picture, text, left, top);
  }
}
