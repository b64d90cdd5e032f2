package io.github.omnet.examples.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.omnet.core.volume.Grid;
import io.github.omnet.examples.Run;
import io.github.omnet.examples.TestImages;
import io.github.omnet.io.Images;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OverlayCommandTest {
  @TempDir Path folder;
  private Path image;
  private Path png;

  @BeforeEach
  void makeImage() throws IOException {
    image = TestImages.ramp(folder.resolve("image.nii.gz"));
    png = folder.resolve("picture.png");
  }

  @Test
  void writesAPicture() throws IOException {
    Path labels = labels(TestImages.GRID, 1, 2, 4);

    Run.of("overlay", "--image", image, "--labels", labels, "--out", png).succeeded();

    assertThat(ImageIO.read(png.toFile()).getWidth()).isGreaterThan(100);
  }

  @Test
  void drawsAReferenceAndTheNameOfTheSubject() throws IOException {
    Path labels = labels(TestImages.GRID, 1, 2, 4);
    Path expert = TestImages.labels(folder.resolve("expert.nii.gz"), TestImages.GRID, 0, 0, 2, 2);
    Object[] words = {"overlay", "--image", image, "--labels", labels, "--out", png};
    Run.of(words).succeeded();
    long whites = whites(png);
    byte[] named = Files.readAllBytes(png);

    List<Object> more = new ArrayList<>(List.of(words));
    more.addAll(List.of("--reference", expert));
    Run.of(more.toArray()).succeeded();
    assertThat(whites(png)).isGreaterThan(whites + 100);
    more.set(more.size() - 2, "--id");
    more.set(more.size() - 1, "Jane");
    Run.of(more.toArray()).succeeded();
    assertThat(Files.readAllBytes(png)).isNotEqualTo(named);

    Path moved = labels(Grid.isotropic(TestImages.GRID.shape()), 1);
    Path other = Files.move(moved, folder.resolve("other.nii.gz"));
    labels(TestImages.GRID, 1, 2, 4);
    more.set(more.size() - 2, "--reference");
    more.set(more.size() - 1, other);
    Run.of(more.toArray()).failedWith(other, "lie on different grids");
  }

  /** Number of white pixels: the brightest of the image, and lines of a reference. */
  private static long whites(Path file) throws IOException {
    BufferedImage picture = ImageIO.read(file.toFile());
    int[] pixels =
        picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth());
    return Arrays.stream(pixels).filter(rgb -> (rgb & 0xffffff) == 0xffffff).count();
  }

  @Test
  void aPictureDoesNotTakeThePlaceOfAnImage() throws IOException {
    Path labels = labels(TestImages.GRID, 1, 2, 4);
    byte[] before = Files.readAllBytes(image);
    Path link = Files.createSymbolicLink(folder.resolve("link.png"), image);
    for (Path out : List.of(image, link)) {
      Run.of("overlay", "--image", image, "--labels", labels, "--out", out)
          .failedWith(out, "would take the place of " + image);
    }
    assertThat(Files.readAllBytes(image)).isEqualTo(before);
  }

  @Test
  void drawsLabelsThatAreNoTumourToo() throws IOException {
    Path labels = labels(TestImages.GRID, 17, 250);

    Run.of("overlay", "--image", image, "--labels", labels, "--out", png).succeeded();

    assertThat(png).isNotEmptyFile();
  }

  @Test
  void refusesGridsThatDifferAndLeavesThePictureThatWasThere() throws IOException {
    Files.writeString(png, "older");
    Path labels = labels(Grid.isotropic(TestImages.GRID.shape()), 1);

    Run.of("overlay", "--image", image, "--labels", labels, "--out", png)
        .failedWith(labels, "lie on different grids");

    assertThat(png).hasContent("older");
    assertThat(TestImages.namesIn(folder))
        .containsExactly("image.nii.gz", "labels.nii.gz", "picture.png");
  }

  @Test
  void refusesAnImageWithoutOrientationUnlessAllowed() throws IOException {
    Path bare = TestImages.withoutOrientation(TestImages.ramp(folder.resolve("bare.nii")));
    Path labels =
        TestImages.labels(folder.resolve("b.nii"), Images.readHeader(bare).grid(), 1, 2, 4);

    Run.of("overlay", "--image", bare, "--labels", labels, "--out", png)
        .failedWith(bare, "--allow-unstated-orientation");
    assertThat(png).doesNotExist();

    Object[] allowed = {
      "overlay", "--allow-unstated-orientation", "--image", bare, "--labels", labels, "--out", png
    };
    Run run = Run.of(allowed);
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.err()).contains(bare + ": warning: ").contains("left and right");
    assertThat(png).isNotEmptyFile();
  }

  @Test
  void warnsOfAnImageThatContradictsItself() throws IOException {
    Path odd = TestImages.withOtherQform(TestImages.ramp(folder.resolve("odd.nii")));

    Run run =
        Run.of("overlay", "--image", odd, "--labels", labels(TestImages.GRID, 1), "--out", png);

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.err()).contains(odd + ": warning: sform and qform");
  }

  @Test
  void saysWhereItCannotWrite() throws IOException {
    Path labels = labels(TestImages.GRID, 1);
    Path nowhere = folder.resolve("missing").resolve("picture.png");

    Run.of("overlay", "--image", image, "--labels", labels, "--out", nowhere)
        .failedWith(nowhere, "make it first");
    Run.of("overlay", "--image", image, "--labels", labels, "--out", folder)
        .failedWith(folder, "name a file");
  }

  private Path labels(Grid grid, int... labels) throws IOException {
    return TestImages.labels(folder.resolve("labels.nii.gz"), grid, labels);
  }
}
