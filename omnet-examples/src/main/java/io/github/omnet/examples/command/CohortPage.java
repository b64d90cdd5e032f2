package io.github.omnet.examples.command;

import io.github.omnet.core.metric.CohortReport;
import io.github.omnet.core.volume.LabelMap;
import io.github.omnet.core.volume.Volume;
import io.github.omnet.io.Images;
import io.github.omnet.io.picture.LabelColors;
import io.github.omnet.io.picture.OverlayPicture;
import io.github.omnet.report.CohortReportPage;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Makes the page of an evaluation, with pictures of the worst cases. */
final class CohortPage {
  private static final int WORST = 5;

  /** Blue where both agree, red where only the prediction is, yellow where only the reference. */
  private static final LabelColors COLORS =
      new LabelColors(
          new TreeMap<>(
              Map.of(
                  1, new LabelColors.Entry(0x4363D8, "PR"),
                  2, new LabelColors.Entry(0xE6194B, "P"),
                  3, new LabelColors.Entry(0xFFE119, "R"))));

  private CohortPage() {}

  static void write(
      Path out,
      CohortReport report,
      Map<String, PairEvaluation> pairs,
      Map<String, String> failed,
      List<String> withoutReference,
      List<String> withoutPrediction,
      CohortImages images,
      boolean anonymous)
      throws IOException {
    CohortReportPage page =
        CohortReportPage.of(report)
            .failures(failed)
            .excluded("left out, it has no reference", withoutReference)
            .excluded("left out, it has no prediction", withoutPrediction);
    pairs.forEach((id, pair) -> page.voxelVolume(id, pair.spacing().voxelVolume()));
    for (String id : page.worstFirst().subList(0, Math.min(WORST, pairs.size()))) {
      PairEvaluation pair = pairs.get(id);
      if (pair != null && !pair.referenceLabels().equals("channels")) {
        page.picture(id, picture(id, pair, images));
      }
    }
    if (anonymous) {
      page.anonymise();
    }
    page.write(out);
  }

  /** The prediction and the reference over the subject's image, if there is one. */
  private static BufferedImage picture(String id, PairEvaluation pair, CohortImages images)
      throws IOException {
    LabelMap expected = Images.readLabels(pair.reference());
    Optional<Volume> image = images.of(id, expected.grid());
    if (image.isEmpty()) {
      return agreement(Images.readLabels(pair.prediction()), expected);
    }
    return OverlayPicture.builder(image.get(), pair.predicted()).reference(expected).draw();
  }

  /** Where prediction (P) and reference (R) have any label, over black. */
  private static BufferedImage agreement(LabelMap predicted, LabelMap expected) {
    byte[] both = new byte[predicted.data().length];
    for (int n = 0; n < both.length; n++) {
      boolean p = predicted.data()[n] != 0;
      boolean r = expected.data()[n] != 0;
      both[n] = (byte) (p && r ? 1 : p ? 2 : r ? 3 : 0);
    }
    LabelMap map = LabelMap.wrap(expected.grid(), both);
    Volume black = Volume.wrap(expected.grid(), new float[both.length]);
    return OverlayPicture.builder(black, map, COLORS).draw();
  }
}
