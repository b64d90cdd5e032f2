package io.github.omnet.examples.programs;

import io.github.omnet.Omnet;
import io.github.omnet.core.preprocess.Preprocessing;
import io.github.omnet.core.sampling.CentreRegion;
import io.github.omnet.core.sampling.PatchStream;
import io.github.omnet.core.sampling.SamplerFactory;
import io.github.omnet.core.sampling.SubjectPool;
import io.github.omnet.core.volume.Shape;
import java.io.IOException;
import java.nio.file.Path;

/** Draws training patches around tumours, for a network of your own. */
public final class SamplePatches {
  private SamplePatches() {}

  /**
   * Runs the program.
   *
   * @param args folder of subjects with true labels
   * @throws IOException if the folder cannot be read
   */
  public static void main(String[] args) throws IOException {
    var subjects = Preprocessing.DEFAULT.prepared(Omnet.find(Path.of(args[0])).subjects());
    SubjectPool pool = SubjectPool.of(subjects, 1L << 30);
    Shape patch = new Shape(32, 32, 16);
    float[] images = new float[4 * patch.voxels()];
    byte[] classes = new byte[patch.voxels()];
    try (PatchStream stream =
        PatchStream.of(pool, SamplerFactory.uniform(CentreRegion.TASK2))
            .patch(patch)
            .seed(42)
            .open(Runnable::run)) {
      for (int n = 0; n < 8; n++) {
        PatchStream.Sample drawn = stream.take(images, 0, classes, 0);
        System.out.println(drawn.number() + " " + drawn.subjectId() + " " + drawn.box());
      }
    }
  }
}
