package io.github.omnet.examples.programs;

import io.github.omnet.Omnet;
import io.github.omnet.core.subject.Modality;
import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.subject.TumorLabels;
import io.github.omnet.core.volume.Affine;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.core.volume.Volume;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;

/** Segments images that another library decoded, such as a DICOM series. */
public final class SubjectFromArrays {
  private SubjectFromArrays() {}

  /**
   * Segments four arrays.
   *
   * @param voxels of each modality, x fastest, background exactly 0
   * @param shape number of voxels along x, y, z
   * @param lps rows 1 to 3 of the matrix from voxel indices to DICOM's coordinates in millimetres,
   *     which run to the left, to the back and up (LPS): 12 numbers
   * @return the tumour on the same grid
   * @throws IOException if the model cannot be read
   */
  public static TumorLabels segment(Map<Modality, float[]> voxels, Shape shape, double[] lps)
      throws IOException {
    // omnet counts to the right and to the front (RAS): the first two rows change their sign.
    double[] ras = lps.clone();
    for (int n = 0; n < 8; n++) {
      ras[n] = -lps[n];
    }
    Grid grid = new Grid(shape, Affine.ofRowMajor(ras));
    Map<Modality, Volume> images = new EnumMap<>(Modality.class);
    voxels.forEach((modality, values) -> images.put(modality, Volume.wrap(grid, values)));
    return Omnet.segment(Subject.of("decoded elsewhere", images)).labels();
  }
}
