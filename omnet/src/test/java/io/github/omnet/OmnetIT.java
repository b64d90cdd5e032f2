package io.github.omnet;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.omnet.core.subject.LabelScheme;
import io.github.omnet.core.subject.Modality;
import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.subject.TumorLabels;
import io.github.omnet.core.subject.TumorRegion;
import io.github.omnet.core.volume.Affine;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.LabelMap;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.core.volume.Spacing;
import io.github.omnet.core.volume.Volume;
import io.github.omnet.io.Images;
import io.github.omnet.models.inference.Segmenter;
import io.github.omnet.models.packaging.ModelPackage;
import io.github.omnet.models.packaging.ModelWriter;
import io.github.omnet.models.plan.TrainingAugmentation;
import io.github.omnet.models.plan.TrainingPreset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OmnetIT {
  private static final int SIDE = 24;
  private static final Grid GRID =
      new Grid(new Shape(SIDE, SIDE, SIDE), Affine.scaling(new Spacing(2, 2, 2), -24, -24, -24));

  @TempDir private Path folder;

  /** A ball with a tumour of three classes inside. */
  private static Subject ball(boolean flair) {
    Map<Modality, Volume> images = new EnumMap<>(Modality.class);
    byte[] labels = new byte[SIDE * SIDE * SIDE];
    for (Modality modality : Modality.values()) {
      if (flair || modality != Modality.FLAIR) {
        float[] values = new float[labels.length];
        for (int n = 0; n < values.length; n++) {
          double x = n % SIDE - 11.5;
          int row = n / SIDE % SIDE;
          double y = row - 11.5;
          int slice = n / (SIDE * SIDE);
          double z = slice - 11.5;
          double radius = Math.sqrt(x * x + y * y + z * z);
          labels[n] = (byte) (radius < 2 ? 1 : radius < 4 ? 4 : radius < 6 ? 2 : 0);
          values[n] = radius < 11 ? 100 + n % 7 + 40 * labels[n] : 0;
        }
        images.put(modality, Volume.wrap(GRID, values));
      }
    }
    return Subject.of(
        "ball", images, new TumorLabels(LabelMap.wrap(GRID, labels), LabelScheme.BRATS2021));
  }

  @Test
  void readsSegmentsWritesDrawsAndEvaluates() throws Exception {
    Path files = Files.createDirectory(folder.resolve("ball"));
    Subject made = ball(true);
    for (Map.Entry<Modality, Volume> image : made.volumes().entrySet()) {
      String role =
          image.getKey() == Modality.T1C
              ? "t1ce"
              : image.getKey().name().toLowerCase(java.util.Locale.ROOT);
      Images.write(files.resolve("ball_" + role + ".nii.gz"), image.getValue());
    }
    Subject subject = Omnet.read(files);
    assertThat(Omnet.find(folder).ids()).containsExactly("ball");

    TumorLabels tumour = Omnet.segment(subject).labels();
    Path seg = folder.resolve("seg.mha");
    Omnet.write(tumour, seg);
    Path png = folder.resolve("seg.png");
    Omnet.draw(subject, tumour, png);

    assertThat(Images.readLabels(seg).grid().matches(GRID)).isTrue();
    assertThat(png).isNotEmptyFile();
    try (Segmenter segmenter = Omnet.open(Omnet.MODEL)) {
      assertThat(segmenter.segment(subject).labels().map().data()).isEqualTo(tumour.map().data());
    }
    assertThat(
            Omnet.evaluate(made.requireTruth(), made.requireTruth())
                .region(TumorRegion.TC)
                .get("dice"))
        .isEqualTo(1);
  }

  @Test
  void drawsOnTheFirstImageWhereThereIsNoFlair() throws Exception {
    Subject subject = ball(false);
    Path png = folder.resolve("seg.png");
    Omnet.draw(subject, subject.requireTruth(), png);
    assertThat(png).isNotEmptyFile();
  }

  @Test
  void trainsAModelThatSegmentsByItsPath() throws Exception {
    ModelPackage model =
        Omnet.train(
            "tiny",
            List.of(ball(true)),
            TrainingPreset.OM_NET
                .plan(2, 2)
                .patch(new Shape(16, 16, 16))
                .patchesPerTask(1)
                .augmentation(TrainingAugmentation.NONE)
                .build());
    assertThat(model.manifest().provenance().engine()).startsWith("PyTorch");
    Path at = folder.resolve("tiny");
    ModelWriter.toFolder(model, at);
    assertThat(Omnet.segment(ball(true), at.toString()).subject()).isEqualTo("ball");
  }
}
