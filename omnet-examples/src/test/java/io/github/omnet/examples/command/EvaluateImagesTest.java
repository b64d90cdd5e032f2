package io.github.omnet.examples.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.omnet.examples.Run;
import io.github.omnet.examples.phantom.PhantomCohort;
import io.github.omnet.examples.phantom.PhantomFolder;
import io.github.omnet.io.Images;
import io.github.omnet.io.nifti.Nifti;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pictures of the worst cases on the page of {@code evaluate --report}. */
class EvaluateImagesTest {
  private static final Pattern PICTURE = Pattern.compile("data:image/png;base64,([A-Za-z0-9+/=]+)");

  @TempDir static Path folder;

  private static Path subjects;
  private static Path references;
  private static Path predictions;

  @BeforeAll
  static void makeCohort() throws IOException {
    subjects = folder.resolve("subjects");
    references = Files.createDirectories(folder.resolve("references"));
    predictions = Files.createDirectories(folder.resolve("predictions"));
    PhantomCohort cohort = new PhantomCohort(1, 32);
    for (int n = 0; n < 2; n++) {
      PhantomFolder.write(cohort.subject(n), subjects);
    }
    for (int n = 0; n < 2; n++) {
      Files.copy(truth(n), references.resolve("phantom_00" + n + ".nii.gz"));
      // Each subject's prediction is the other subject's tumour.
      Nifti.write(
          predictions.resolve("phantom_00" + n + ".nii.gz"), Images.readLabels(truth(1 - n)));
    }
  }

  private static Path truth(int n) {
    String id = "phantom_00" + n;
    return subjects.resolve(id).resolve(id + "_seg.nii.gz");
  }

  private static List<BufferedImage> pictures(Path page) throws IOException {
    List<BufferedImage> pictures = new ArrayList<>();
    Matcher found = PICTURE.matcher(Files.readString(page));
    while (found.find()) {
      byte[] png = Base64.getDecoder().decode(found.group(1));
      pictures.add(ImageIO.read(new ByteArrayInputStream(png)));
    }
    return pictures;
  }

  /** Pixels between black and white that have no colour, as only an image has them. */
  private static int greys(BufferedImage picture) {
    int greys = 0;
    for (int y = 0; y < picture.getHeight(); y++) {
      for (int x = 0; x < picture.getWidth(); x++) {
        int rgb = picture.getRGB(x, y) & 0xffffff;
        int grey = rgb & 0xff;
        greys += rgb == grey * 0x010101 && grey > 20 && grey < 235 ? 1 : 0;
      }
    }
    return greys;
  }

  private static Run evaluate(Path page, Object... more) {
    List<Object> arguments =
        new ArrayList<>(List.of("evaluate", "--prediction", predictions, "--report", page));
    arguments.addAll(List.of(more));
    return Run.of(arguments.toArray());
  }

  @Test
  void theFlairImageOfImagesLiesUnderEachPicture() throws IOException {
    Path page = folder.resolve("images.html");
    evaluate(page, "--reference", references, "--images", subjects).succeeded();
    assertThat(pictures(page)).hasSize(2).allSatisfy(p -> assertThat(greys(p)).isGreaterThan(5000));
  }

  @Test
  void imagesBesideTheReferencesAreFoundWithoutAnOption() throws IOException {
    Path page = folder.resolve("beside.html");
    evaluate(page, "--reference", subjects).succeeded();
    assertThat(pictures(page)).hasSize(2).allSatisfy(p -> assertThat(greys(p)).isGreaterThan(5000));
  }

  @Test
  void withoutImagesThePicturesShowOnBlackWherePredictionAndReferenceAgree() throws IOException {
    Path page = folder.resolve("black.html");
    evaluate(page, "--reference", references).succeeded();
    assertThat(pictures(page)).hasSize(2).allSatisfy(p -> assertThat(greys(p)).isZero());
  }

  @Test
  void imagesOfAnotherGridAreRefusedWithTheirFile() throws IOException {
    Path other = folder.resolve("other");
    PhantomFolder.write(new PhantomCohort(1, 24).subject(0), other);
    Run run = evaluate(folder.resolve("other.html"), "--reference", references, "--images", other);
    assertThat(run.exitCode()).isNotZero();
    assertThat(run.err()).contains("phantom_000_flair.nii.gz", "the labels of phantom_000");
  }

  @Test
  void noPageTakesThePlaceOfAnImage() throws IOException {
    Path flair = subjects.resolve("phantom_000").resolve("phantom_000_flair.nii.gz");
    byte[] before = Files.readAllBytes(flair);
    Path page = folder.resolve("apart.html");
    for (Run run :
        List.of(
            evaluate(page, "--reference", subjects, "--csv", flair),
            evaluate(page, "--reference", references, "--images", subjects, "--csv", flair))) {
      run.failedWith(flair, "would take the place of " + flair);
    }
    assertThat(Files.readAllBytes(flair)).isEqualTo(before);
    assertThat(page).doesNotExist();
  }

  @Test
  void imagesWithoutReportAreRefused() {
    Run run =
        Run.of(
            "evaluate",
            "--prediction",
            predictions,
            "--reference",
            references,
            "--images",
            subjects);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("--images is for --report; add --report");
  }
}
