package io.github.omnet.examples.phantom;

import io.github.omnet.core.morphology.Components;
import io.github.omnet.core.morphology.Connectivity;
import io.github.omnet.core.subject.LabelScheme;
import io.github.omnet.core.subject.Modality;
import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.subject.TumorLabels;
import io.github.omnet.core.volume.Affine;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.LabelMap;
import io.github.omnet.core.volume.Mask;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.core.volume.Volume;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/**
 * Phantom subjects: skull-stripped brains in four modalities, each with one glioma whose labels
 * (BraTS 2021) are known. Subject {@code n} is a pure function of seed, size and {@code n}, the
 * same on every machine.
 *
 * <p>They are for trying the software and for its tests. What a network learns from them says
 * nothing about patients.
 *
 * @param seed of everything random
 * @param voxels along each axis, at least 16; the head always fills the grid, so fewer voxels are
 *     larger ones
 */
public record PhantomCohort(long seed, int voxels) {
  /** Voxels along each axis that show the anatomy well and train quickly: 2 mm each. */
  public static final int DEFAULT_VOXELS = 88;

  private static final double FIELD_OF_VIEW = 176;

  /**
   * Refuses grids on which nothing would be seen.
   *
   * @param seed of everything random
   * @param voxels along each axis
   */
  public PhantomCohort {
    if (voxels < 16 || voxels > 512) {
      throw new IllegalArgumentException(
          "a phantom has 16 to 512 voxels along each axis, found " + voxels);
    }
  }

  /**
   * The grid of every subject of the cohort, with the axes of BraTS (LPS).
   *
   * @return the grid
   */
  public Grid grid() {
    double mm = FIELD_OF_VIEW / voxels;
    double edge = mm * (voxels - 1) / 2;
    return new Grid(
        new Shape(voxels, voxels, voxels),
        Affine.ofRowMajor(-mm, 0, 0, edge, 0, -mm, 0, edge, 0, 0, mm, -edge));
  }

  /**
   * Makes one subject.
   *
   * @param n which, from 0
   * @return the subject {@code phantom_00n}, with its truth
   */
  public Subject subject(int n) {
    if (n < 0) {
      throw new IllegalArgumentException("subjects count from 0, found " + n);
    }
    SeededNoise random = new SeededNoise(seed).stream(n);
    Grid grid = grid();
    Tissue[] tissue = tissue(grid, random);
    Map<Modality, Volume> volumes = new EnumMap<>(Modality.class);
    int stream = 10;
    for (Modality modality : Modality.values()) {
      Scanner scanner = new Scanner(modality, random.stream(stream++));
      volumes.put(modality, scanner.scan(grid, tissue));
    }
    byte[] labels = new byte[tissue.length];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = (byte) tissue[i].label();
    }
    return Subject.of(
        String.format(Locale.ROOT, "phantom_%03d", n),
        volumes,
        new TumorLabels(LabelMap.wrap(grid, labels), LabelScheme.BRATS2021));
  }

  private static Tissue[] tissue(Grid grid, SeededNoise random) {
    Anatomy anatomy = new Anatomy(random.stream(1));
    Glioma glioma = new Glioma(anatomy, random.stream(2));
    Shape shape = grid.shape();
    Tissue[] healthy = new Tissue[shape.voxels()];
    Tissue[] sick = new Tissue[healthy.length];
    boolean[] tumour = new boolean[healthy.length];
    for (int k = 0, n = 0; k < shape.z(); k++) {
      for (int j = 0; j < shape.y(); j++) {
        for (int i = 0; i < shape.x(); i++, n++) {
          double[] mm = grid.affine().apply(i, j, k);
          healthy[n] = anatomy.at(mm[0], mm[1], mm[2]);
          sick[n] = glioma.at(mm[0], mm[1], mm[2], healthy[n]);
          tumour[n] = sick[n] != healthy[n];
        }
      }
    }
    // Oedema does not leap over healthy tissue: what is not connected stays as it was.
    Components parts = Components.of(Mask.wrap(grid, tumour), Connectivity.FACES);
    int largest = parts.largest().map(Components.Component::id).orElse(0);
    boolean[] connected = parts.keep(part -> part.id() == largest).data();
    for (int n = 0; n < sick.length; n++) {
      sick[n] = connected[n] ? sick[n] : healthy[n];
    }
    return sick;
  }
}
