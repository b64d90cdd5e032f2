package io.github.omnet.io.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.omnet.core.subject.LabelScheme;
import io.github.omnet.core.subject.TumorLabels;
import io.github.omnet.core.volume.Affine;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.GridMismatchException;
import io.github.omnet.core.volume.LabelMap;
import io.github.omnet.core.volume.Orientation;
import io.github.omnet.core.volume.Orientation.Direction;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.core.volume.Volume;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OverlayPictureTest {
  private static final int YELLOW = 0xFFE119;

  /** Extents of the head in mm to the right, front and top; voxels are 2 x 1 x 4 mm. */
  private static final int[] EXTENT = {9, 14, 6};

  private static final double[] SPACING = {2, 1, 4};

  static List<Orientation> orientations() {
    List<Orientation> all = new ArrayList<>();
    for (Direction x : Direction.values()) {
      for (Direction y : Direction.values()) {
        for (Direction z : Direction.values()) {
          if (x.worldAxis() + y.worldAxis() + z.worldAxis() == 3
              && x.worldAxis() != y.worldAxis()
              && y.worldAxis() != z.worldAxis()) {
            all.add(new Orientation(x, y, z));
          }
        }
      }
    }
    return all;
  }

  @ParameterizedTest
  @MethodSource("orientations")
  void showsTheSameSlicesInEveryAxisOrder(Orientation orientation) {
    Head expected = head(Orientation.RAS);
    Head stored = head(orientation);

    assertThat(slices(OverlayPicture.of(stored.image, stored.labels)))
        .isEqualTo(slices(OverlayPicture.of(expected.image, expected.labels)));
  }

  @Test
  void namesSubjectSlicesAndVolumesInMillilitres() {
    Head head = head(Orientation.of("LPS"));
    BufferedImage picture = OverlayPicture.builder(head.image, head.labels).title("Case-7").draw();

    // The tumour's middle is voxel 6, 10, 4 of 9, 14, 6 counted to right, front and top from 0;
    // x and y are stored the other way round. Voxels of 8 mm3: 25 of WT, 7 of TC, 6 of ET.
    assertThat(shows(picture, "Case-7")).isTrue();
    assertThat(shows(picture, "axial 5 of 6")).isTrue();
    assertThat(shows(picture, "coronal 4 of 14")).isTrue();
    assertThat(shows(picture, "sagittal 3 of 9")).isTrue();
    assertThat(shows(picture, "WT 0.2 ml")).isTrue();
    assertThat(shows(picture, "TC 0.1 ml")).isTrue();
    assertThat(shows(picture, "ET 0.0 ml")).isTrue();
    assertThat(shows(picture, "ET 0.1 ml")).isFalse();
    assertThat(shows(OverlayPicture.of(head.image, head.labels), "Case-7")).isFalse();
  }

  @Test
  void drawsAReferenceAsWhiteLinesAndNothingElseInWhite() {
    Head head = head(Orientation.RAS);
    byte[] moved = new byte[head.labels.map().data().length];
    System.arraycopy(head.labels.map().data(), 0, moved, 1, moved.length - 1);
    LabelMap reference = LabelMap.wrap(head.image.grid(), moved);
    BufferedImage plain = OverlayPicture.of(head.image, head.labels);
    BufferedImage compared =
        OverlayPicture.builder(head.image, head.labels).reference(reference).draw();

    assertThat(shows(compared, "reference")).isTrue();
    assertThat(shows(plain, "reference")).isFalse();
    int[] before = slices(plain);
    int[] after = slices(compared);
    int changed = 0;
    for (int n = 0; n < before.length; n++) {
      if (before[n] != after[n]) {
        assertThat(after[n] & 0xffffff).isEqualTo(0xffffff);
        changed++;
      }
    }
    assertThat(changed).isBetween(200, before.length / 20);
    assertThatThrownBy(
            () ->
                OverlayPicture.builder(head.image, head.labels)
                    .reference(head(Orientation.of("LPS")).labels.map()))
        .isInstanceOf(GridMismatchException.class);
  }

  @Test
  void growsWithAnyTitle() {
    Head head = head(Orientation.RAS);
    String title = "a name that is longer than three slices of a head are wide: " + "é".repeat(99);

    BufferedImage picture = OverlayPicture.builder(head.image, head.labels).title(title).draw();

    assertThat(shows(picture, title.replace('é', '?'))).isTrue();
    assertThat(picture.getHeight()).isEqualTo(22 + 22 + 440 + 22 + 22 + 44);
  }

  /** Whether a text stands anywhere in a picture, in the size and colour of its letters. */
  private static boolean shows(BufferedImage picture, String text) {
    int width = BitmapLetters.width(text, 2);
    int height = BitmapLetters.height(2);
    BufferedImage wanted = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    BitmapLetters.draw(wanted, text, 0, 0, 2, 0xB8C4D0);
    int[] pixels = pixels(wanted);
    for (int top = 0; top + height <= picture.getHeight(); top++) {
      for (int left = 0; left + width <= picture.getWidth(); left++) {
        if (matches(picture, wanted, pixels, left, top)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean matches(
      BufferedImage picture, BufferedImage wanted, int[] pixels, int left, int top) {
    for (int n = 0; n < pixels.length; n++) {
      int x = left + n % wanted.getWidth();
      int y = top + n / wanted.getWidth();
      if (picture.getRGB(x, y) != pixels[n]) {
        return false;
      }
    }
    return true;
  }

  /** The part with the slices and their letters, without the texts. */
  private static int[] slices(BufferedImage picture) {
    int height = picture.getHeight() - 22 - 44;
    return picture.getRGB(0, 0, picture.getWidth(), height, null, 0, picture.getWidth());
  }

  @Test
  void showsThePatientsRightOnTheLeft() {
    Head head = head(Orientation.RAS);
    BufferedImage picture = OverlayPicture.of(head.image, head.labels);
    int axialWidth = (int) Math.round(440.0 * 18 / 24);

    // The tumour of this head is in its right front, above the middle.
    int[] axial = centreOf(picture, 22, 22 + axialWidth);
    assertThat(axial[0]).isLessThan(22 + axialWidth / 2);
    assertThat(axial[1]).isLessThan(22 + 440 / 2);
  }

  @Test
  void keepsTheShapeOfAnisotropicVoxels() {
    Head head = head(Orientation.RAS);
    BufferedImage picture = OverlayPicture.of(head.image, head.labels);

    // Head of 18 x 14 x 24 mm at 440 pixels per 24 mm: widths 330, 330, 257 and two gaps of 44.
    assertThat(picture.getWidth()).isEqualTo(22 + 330 + 44 + 330 + 44 + 257 + 22);
    assertThat(picture.getHeight()).isEqualTo(22 + 440 + 22 + 22 + 44);
  }

  @Test
  void drawsImagesWithoutLabelsAndWithoutFiniteValues() {
    Grid grid = Grid.isotropic(new Shape(4, 5, 6));
    float[] voxels = new float[120];
    voxels[7] = Float.NaN;
    voxels[8] = Float.POSITIVE_INFINITY;
    TumorLabels none = new TumorLabels(LabelMap.wrap(grid, new byte[120]), LabelScheme.BRATS2021);

    BufferedImage picture = OverlayPicture.of(Volume.wrap(grid, voxels), none);

    assertThat(picture.getWidth()).isPositive();
  }

  @Test
  void refusesGridsThatDiffer() {
    Head head = head(Orientation.RAS);
    Head other = head(Orientation.of("LPS"));

    assertThatThrownBy(() -> OverlayPicture.of(head.image, other.labels))
        .isInstanceOf(GridMismatchException.class);
  }

  @Test
  void writesAFileThatAnyReaderOpensAndNothingBeside(@TempDir Path folder) throws Exception {
    Head head = head(Orientation.RAS);
    BufferedImage picture = OverlayPicture.of(head.image, head.labels);
    Path file = folder.resolve("tumour.png");

    Png.write(picture, file);
    Png.write(picture, file);

    assertThat(pixels(ImageIO.read(file.toFile()))).isEqualTo(pixels(picture));
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void leavesNothingWhereItCannotWrite(@TempDir Path folder) throws Exception {
    Head head = head(Orientation.RAS);
    BufferedImage picture = OverlayPicture.of(head.image, head.labels);
    Path taken = Files.createDirectory(folder.resolve("taken.png"));
    Files.createFile(taken.resolve("something"));

    assertThatThrownBy(() -> Png.write(picture, taken)).hasMessageContaining("taken.png");
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(taken);
    }
  }

  private record Head(Volume image, TumorLabels labels) {}

  /** One head, its voxels stored in any of the 48 orders. */
  private static Head head(Orientation orientation) {
    List<Direction> axes = orientation.directions();
    int[] shape = new int[3];
    double[] affine = new double[12];
    for (int axis = 0; axis < 3; axis++) {
      int world = axes.get(axis).worldAxis();
      shape[axis] = EXTENT[world];
      affine[4 * world + axis] = SPACING[world] * axes.get(axis).sign();
      affine[4 * world + 3] = axes.get(axis).sign() > 0 ? 0 : SPACING[world] * (EXTENT[world] - 1);
    }
    Grid grid = new Grid(new Shape(shape[0], shape[1], shape[2]), Affine.ofRowMajor(affine));
    float[] image = new float[grid.shape().voxels()];
    byte[] labels = new byte[image.length];
    for (int k = 0, n = 0; k < shape[2]; k++) {
      for (int j = 0; j < shape[1]; j++) {
        for (int i = 0; i < shape[0]; i++, n++) {
          double[] mm = grid.affine().apply(i, j, k);
          int r = (int) Math.round(mm[0] / SPACING[0]);
          int a = (int) Math.round(mm[1] / SPACING[1]);
          int s = (int) Math.round(mm[2] / SPACING[2]);
          image[n] = 1 + r * r + 3 * a + 7 * s * s;
          labels[n] = label(r - 6, a - 10, s - 4);
        }
      }
    }
    return new Head(
        Volume.wrap(grid, image),
        new TumorLabels(LabelMap.wrap(grid, labels), LabelScheme.BRATS2021));
  }

  private static byte label(int r, int a, int s) {
    int distance = Math.abs(r) + Math.abs(a) + Math.abs(s);
    return (byte) (distance == 0 ? 1 : distance == 1 ? 4 : distance == 2 ? 2 : 0);
  }

  /** Middle of the yellow pixels between two columns. */
  private static int[] centreOf(BufferedImage picture, int from, int to) {
    long x = 0;
    long y = 0;
    int count = 0;
    for (int row = 22; row < 22 + 440; row++) {
      for (int column = from; column < to; column++) {
        if ((picture.getRGB(column, row) & 0xffffff) == YELLOW) {
          x += column;
          y += row;
          count++;
        }
      }
    }
    assertThat(count).isPositive();
    return new int[] {(int) (x / count), (int) (y / count)};
  }

  private static int[] pixels(BufferedImage picture) {
    return picture.getRGB(
        0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth());
  }
}
