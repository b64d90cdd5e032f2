package consumer;

import io.github.omnet.Omnet;
import io.github.omnet.core.subject.Modality;
import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.subject.TumorLabels;
import io.github.omnet.core.subject.TumorRegion;
import io.github.omnet.core.volume.Affine;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.core.volume.Spacing;
import io.github.omnet.core.volume.Volume;
import io.github.omnet.io.Images;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/** Segments a ball with a brighter ball inside, writes it, reads it back and draws it. */
public final class SegmentOnce {
  private static final int SIDE = 40;

  private SegmentOnce() {}

  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[0]);
    Grid grid = new Grid(new Shape(SIDE, SIDE, SIDE), Affine.scaling(new Spacing(2, 2, 2), 0, 0, 0));
    Map<Modality, Volume> images = new EnumMap<>(Modality.class);
    for (Modality modality : Modality.values()) {
      images.put(modality, Volume.wrap(grid, ball(modality.ordinal())));
    }
    Subject subject = Subject.of("ball", images);

    TumorLabels tumour = Omnet.segment(subject).labels();

    Path file = folder.resolve("seg.nii.gz");
    Omnet.write(tumour, file);
    if (!Images.readLabels(file).grid().matches(grid)) {
      throw new AssertionError("the grid is lost in " + file);
    }
    Omnet.draw(subject, tumour, folder.resolve("seg.png"));
    System.out.println("segmented " + tumour.region(TumorRegion.WT).count() + " voxels on " + Runtime.version());
  }

  private static float[] ball(int seed) {
    float[] values = new float[SIDE * SIDE * SIDE];
    for (int n = 0; n < values.length; n++) {
      double x = n % SIDE - 19.5;
      double y = n / SIDE % SIDE - 19.5;
      double z = n / SIDE / SIDE - 19.5;
      boolean brain = x * x + y * y + z * z < 18 * 18;
      boolean tumour = (x - 6) * (x - 6) + y * y + z * z < 6 * 6;
      values[n] = brain ? 100 + (n * 31 + seed * 17) % 23 + (tumour ? 90 : 0) : 0;
    }
    return values;
  }
}
