package io.github.omnet.core.morphology;

import io.github.omnet.core.volume.Affine;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.Mask;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.core.volume.Spacing;
import java.util.Random;

/** Masks for tests: noise, drawings and random tumours. */
public final class RandomMasks {
  private RandomMasks() {}

  /** Every voxel is in the set with the same probability. */
  public static Mask noise(Shape shape, Spacing spacing, double probability, long seed) {
    Random random = new Random(seed);
    boolean[] data = new boolean[shape.voxels()];
    for (int n = 0; n < data.length; n++) {
      data[n] = random.nextDouble() < probability;
    }
    return Mask.wrap(new Grid(shape, Affine.scaling(spacing, 0, 0, 0)), data);
  }

  /** A mask of slices of rows: {@code drawing("#.#/...", "###/###")}, # is in the set. */
  public static Mask drawing(String... slices) {
    String[] rows = String.join("/", slices).split("/", -1);
    Shape shape = new Shape(rows[0].length(), rows.length / slices.length, slices.length);
    String all = String.join("", rows);
    boolean[] data = new boolean[shape.voxels()];
    for (int n = 0; n < data.length; n++) {
      data[n] = all.charAt(n) == '#';
    }
    return Mask.wrap(Grid.isotropic(shape), data);
  }

  /** The opposite of {@link #drawing}, one slice after the other. */
  public static String drawn(Mask mask) {
    StringBuilder text = new StringBuilder();
    int row = mask.shape().x();
    for (int n = 0; n < mask.data().length; n++) {
      text.append(n > 0 && n % row == 0 ? "/" : "").append(mask.data()[n] ? '#' : '.');
    }
    return text.toString();
  }
}
