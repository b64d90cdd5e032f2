package io.github.omnet.examples.soak;

import io.github.omnet.core.subject.Modality;
import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.volume.Affine;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.core.volume.Volume;
import io.github.omnet.examples.phantom.PhantomCohort;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Subjects as people have them, and subjects as nobody should have them. */
final class SoakSubjects {
  private static final PhantomCohort PHANTOMS = new PhantomCohort(5, 24);

  private SoakSubjects() {}

  static List<Subject> phantoms(int count) {
    List<Subject> subjects = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      subjects.add(PHANTOMS.subject(n));
    }
    return subjects;
  }

  /** Images without brain, with numbers that are none, with absurd numbers, grids and sizes. */
  static List<Subject> hostile() {
    Subject sound = PHANTOMS.subject(0);
    return List.of(
        changed("zeros", sound, data -> filled(data.length, 0)),
        changed("constant", sound, data -> filled(data.length, 7)),
        changed("not-a-number", sound, data -> filled(data.length, Float.NaN)),
        changed("one-nan", sound, data -> with(data, data.length / 2, Float.NaN)),
        changed("infinite", sound, data -> with(data, 17, Float.POSITIVE_INFINITY)),
        changed("huge", sound, data -> with(data, 0, 1e38f)),
        changed("largest", sound, data -> filled(data.length, Float.MAX_VALUE)),
        onGrid("one-voxel", new Shape(1, 1, 1), Affine.identity()),
        onGrid("plane", new Shape(40, 40, 1), Affine.identity()),
        onGrid("metres", new Shape(20, 20, 20), scaled(1000)),
        onGrid("micrometres", new Shape(20, 20, 20), scaled(0.001)));
  }

  private static Subject changed(String id, Subject sound, UnaryOperator<float[]> change) {
    Map<Modality, Volume> volumes = new EnumMap<>(Modality.class);
    sound
        .volumes()
        .forEach(
            (modality, volume) ->
                volumes.put(
                    modality, Volume.wrap(volume.grid(), change.apply(volume.data().clone()))));
    return Subject.of(id, volumes).with(volumes, Optional.empty());
  }

  private static Subject onGrid(String id, Shape shape, Affine affine) {
    float[] data = new float[shape.voxels()];
    for (int n = 0; n < data.length; n++) {
      data[n] = 100 + n % 13;
    }
    Map<Modality, Volume> volumes = new EnumMap<>(Modality.class);
    for (Modality modality : Modality.values()) {
      volumes.put(modality, Volume.wrap(new Grid(shape, affine), data));
    }
    return Subject.of(id, volumes);
  }

  private static Affine scaled(double mm) {
    return Affine.ofRowMajor(mm, 0, 0, 0, 0, mm, 0, 0, 0, 0, mm, 0);
  }

  private static float[] filled(int length, float value) {
    float[] data = new float[length];
    Arrays.fill(data, value);
    return data;
  }

  private static float[] with(float[] data, int index, float value) {
    data[index] = value;
    return data;
  }
}
