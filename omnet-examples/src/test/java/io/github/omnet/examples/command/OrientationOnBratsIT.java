package io.github.omnet.examples.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.omnet.core.transform.SpatialTransform;
import io.github.omnet.core.transform.Transforms;
import io.github.omnet.core.volume.LabelMap;
import io.github.omnet.core.volume.Orientation;
import io.github.omnet.examples.Run;
import io.github.omnet.io.Images;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real subject, converted to other axis orders: the tumour is where it was. */
class OrientationOnBratsIT {
  private static final String ID = "BraTS2021_00006";
  private static final Path SUBJECT = Path.of("..", "..", "shared", "data", "brats", ID);

  @TempDir Path folder;

  @Test
  void theSegmentationOfAConvertedSubjectIsThatOfTheOriginal() throws Exception {
    assumeTrue(Files.isDirectory(SUBJECT), "no real subject at " + SUBJECT);
    Path model = folder.resolve("model");
    Path cohort = folder.resolve("cohort");
    Run.of("phantom", "--out", cohort, "--subjects", 1, "--voxels", 24).succeeded();
    Run.train(cohort, model, 4);
    forgetSpacing(model.resolve("model.json"));
    LabelMap expected = segmented(SUBJECT, model, "original");
    assertThat(expected.counts().size()).isGreaterThan(1);
    for (String code : new String[] {"RAS", "PIL"}) {
      Path turned = Files.createDirectory(folder.resolve(code));
      for (String name : new String[] {"flair", "t1", "t1ce", "t2"}) {
        String file = ID + "_" + name + ".nii.gz";
        Run.of("convert", SUBJECT.resolve(file), turned.resolve(file), "--orientation", code)
            .succeeded();
      }
      LabelMap found = segmented(turned, model, "seg-" + code);
      assertThat(found.grid().orientation().code()).isEqualTo(code);
      SpatialTransform back = Transforms.reorient(Orientation.of(code)).inverse(expected.grid());
      assertThat(back.apply(found).data()).isEqualTo(expected.data());
    }
  }

  /** So that a model of phantoms with coarse voxels may segment a patient. */
  private static void forgetSpacing(Path manifest) throws IOException {
    String json = Files.readString(manifest);
    assertThat(json).contains("\"spacing\": [");
    Files.writeString(manifest, json.replaceAll("(?s)\"spacing\": \\[.*?\\]", "\"spacing\": []"));
  }

  private LabelMap segmented(Path subject, Path model, String name) throws Exception {
    Path out = folder.resolve(name + ".nii.gz");
    Run.of("segment", "--subject", subject, "--model", model, "--out", out).succeeded();
    return Images.readLabels(out);
  }
}
