package io.github.omnet.core.augment;

import io.github.omnet.core.morphology.Morphology;
import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.volume.Box;
import io.github.omnet.core.volume.LabelMap;
import io.github.omnet.core.volume.Mask;
import io.github.omnet.core.volume.Shape;
import java.util.Optional;
import java.util.function.IntPredicate;

/** A subject whose tumour is given away: its tumour, its brain, and how far the tumour is. */
final class TransplantDonor {
  private final Shape shape;
  private final byte[] labels;
  private final boolean[] brain;
  private final Box brainBox;
  private final Box tumor;

  /** The tumour and what is around it. */
  private final Box around;

  /** Mm from the tumour, over {@link #around}. */
  private final float[] distance;

  private final Indices normal = new Indices();

  private TransplantDonor(Mask brain, Box brainBox, LabelMap labels, Box tumor, int reachMm) {
    this.shape = labels.shape();
    this.labels = labels.data();
    this.brain = brain.data();
    this.brainBox = brainBox;
    this.tumor = tumor;
    double least =
        Math.min(
            labels.grid().spacing().x(),
            Math.min(labels.grid().spacing().y(), labels.grid().spacing().z()));
    this.around = tumor.growWithin((int) Math.ceil(reachMm / least) + 1, shape);
    boolean[] set = new boolean[around.shape().voxels()];
    forEach((n, at) -> set[at] = this.labels[n] != 0);
    this.distance = Morphology.distanceTo(Mask.wrap(labels.grid().crop(around), set)).data();
    forEach(
        (n, at) -> {
          float mm = distance[at];
          if (mm >= TransplantSites.NEAR_MM && mm <= TransplantSites.FAR_MM && this.brain[n]) {
            normal.add(n);
          }
        });
  }

  /**
   * A subject as a donor.
   *
   * @param labels the subject's, in the scheme of the host
   * @param reachMm how far around the tumour distances are known
   * @return empty without brain or tumour
   */
  static Optional<TransplantDonor> of(Subject subject, LabelMap labels, int reachMm) {
    Mask brain = subject.brain();
    Optional<Box> box = Box.around(brain);
    Optional<Box> tumor = Box.around(labels);
    return box.isEmpty() || tumor.isEmpty()
        ? Optional.empty()
        : Optional.of(new TransplantDonor(brain, box.get(), labels, tumor.get(), reachMm));
  }

  private interface Voxel {
    void at(int n, int around);
  }

  private void forEach(Voxel voxel) {
    int at = 0;
    for (int k = around.z(); k < around.endZ(); k++) {
      for (int j = around.y(); j < around.endY(); j++) {
        int n = shape.index(around.x(), j, k);
        for (int i = around.x(); i < around.endX(); i++) {
          voxel.at(n++, at++);
        }
      }
    }
  }

  Box brainBox() {
    return brainBox;
  }

  Box tumor() {
    return tumor;
  }

  Box around() {
    return around;
  }

  /** Normal tissue around the tumour. */
  Indices normal() {
    return normal;
  }

  /** Takes all of the brain without tumour as normal tissue. */
  void takeAllNormal() {
    normal.clear();
    for (int n = 0; n < brain.length; n++) {
      if (brain[n] && labels[n] == 0) {
        normal.add(n);
      }
    }
  }

  /** Label of the nearest voxel, 0 beyond the grid and outside of the brain. */
  byte label(double x, double y, double z) {
    int n = nearest(x, y, z);
    return n >= 0 && brain[n] ? labels[n] : 0;
  }

  boolean inBrain(double x, double y, double z) {
    int n = nearest(x, y, z);
    return n >= 0 && brain[n];
  }

  /** Index of the nearest voxel, -1 beyond the grid. */
  private int nearest(double x, double y, double z) {
    int i = (int) Math.floor(x + 0.5);
    int j = (int) Math.floor(y + 0.5);
    int k = (int) Math.floor(z + 0.5);
    return shape.contains(i, j, k) ? shape.index(i, j, k) : -1;
  }

  /** Mm from the tumour, linear between voxels; infinite beyond {@link #around}. */
  double distance(double x, double y, double z) {
    double i = x - around.x();
    double j = y - around.y();
    double k = z - around.z();
    Shape s = around.shape();
    boolean inside =
        i >= 0 && j >= 0 && k >= 0 && i <= s.x() - 1 && j <= s.y() - 1 && k <= s.z() - 1;
    return inside ? linear(distance, s, n -> true, i, j, k) : Double.POSITIVE_INFINITY;
  }

  /** The value of an image, linear between those voxels that are brain; the nearest must be. */
  float value(float[] image, double x, double y, double z) {
    return (float) linear(image, shape, n -> brain[n], x, y, z);
  }

  private static double linear(
      float[] data, Shape shape, IntPredicate counts, double x, double y, double z) {
    int i = (int) Math.floor(x);
    int j = (int) Math.floor(y);
    int k = (int) Math.floor(z);
    double sum = 0;
    double weights = 0;
    for (int corner = 0; corner < 8; corner++) {
      int a = i + (corner & 1);
      int b = j + (corner >> 1 & 1);
      int c = k + (corner >> 2);
      double weight = (1 - Math.abs(x - a)) * (1 - Math.abs(y - b)) * (1 - Math.abs(z - c));
      if (weight > 0 && shape.contains(a, b, c)) {
        int n = shape.index(a, b, c);
        if (counts.test(n)) {
          sum += weight * data[n];
          weights += weight;
        }
      }
    }
    return sum / weights;
  }
}
