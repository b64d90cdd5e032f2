package io.github.omnet;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.omnet.core.subject.Modality;
import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.subject.TumorLabels;
import io.github.omnet.core.subject.TumorRegion;
import io.github.omnet.core.volume.Affine;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.core.volume.Spacing;
import io.github.omnet.core.volume.Volume;
import io.github.omnet.fixtures.Phantom;
import io.github.omnet.io.Images;
import io.github.omnet.models.inference.Segmenter;
import io.github.omnet.models.packaging.ModelPackage;
import io.github.omnet.models.packaging.ModelWriter;
import io.github.omnet.models.plan.TrainingAugmentation;
import io.github.omnet.models.plan.TrainingPreset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OmnetIT {
  private static final Grid GRID =
      new Grid(new Shape(24, 24, 24), Affine.scaling(new Spacing(2, 2, 2), -24, -24, -24));
  private static final Subject SUBJECT = Phantom.subject("ball", GRID);

  @TempDir private Path folder;

  @Test
  void readsSegmentsWritesDrawsAndEvaluates() throws Exception {
    Path files = Files.createDirectory(folder.resolve("ball"));
    for (Map.Entry<Modality, Volume> image : SUBJECT.volumes().entrySet()) {
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
            Omnet.evaluate(SUBJECT.requireTruth(), SUBJECT.requireTruth())
                .region(TumorRegion.TC)
                .get("dice"))
        .isEqualTo(1);
  }

  @Test
  void drawsOnTheFirstImageWhereThereIsNoFlair() throws Exception {
    Map<Modality, Volume> images = SUBJECT.volumes();
    images.remove(Modality.FLAIR);
    Subject subject = SUBJECT.with(images, SUBJECT.truth());
    Path png = folder.resolve("seg.png");
    Omnet.draw(subject, subject.requireTruth(), png);
    assertThat(png).isNotEmptyFile();
  }

  @Test
  void trainsAModelThatSegmentsByItsPath() throws Exception {
    ModelPackage model =
        Omnet.train(
            "tiny",
            List.of(SUBJECT),
            TrainingPreset.OM_NET
                .plan(2, 2)
                .patch(new Shape(16, 16, 16))
                .patchesPerTask(1)
                .augmentation(TrainingAugmentation.NONE)
                .build());
    assertThat(model.manifest().provenance().engine()).startsWith("PyTorch");
    Path at = folder.resolve("tiny");
    ModelWriter.toFolder(model, at);
    assertThat(Omnet.segment(SUBJECT, at.toString()).subject()).isEqualTo("ball");
  }
}
