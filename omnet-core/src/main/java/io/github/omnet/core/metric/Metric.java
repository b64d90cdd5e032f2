package io.github.omnet.core.metric;

import io.github.omnet.core.volume.Mask;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * One number that says how well a prediction P agrees with a reference R, together with its
 * definition. Stateless; one object serves any number of pairs and threads.
 */
public interface Metric {
  /** How to read the number, which also decides what an {@link EmptyPolicy} puts in its place. */
  enum Kind {
    /** A share from 0 to 1, and 1 is best. */
    SCORE,
    /** Millimetres from 0, and 0 is best. */
    DISTANCE,
    /** Any other number, and 0 is best. */
    DIFFERENCE
  }

  /** What distances are measured between. */
  enum Surface {
    /** Voxels of a mask with a face neighbour outside it. */
    VOXEL_BORDER,
    /** The surface that marching cubes draws halfway between voxels. */
    HALF_VOXEL_MESH
  }

  /**
   * The Dice similarity coefficient, also F1.
   *
   * @return {@code 2|P∩R| / (|P|+|R|)}; NaN if both masks are empty
   */
  static Metric dice() {
    return Overlap.DICE;
  }

  /**
   * A metric by its key. Which keys exist:
   *
   * <ul>
   *   <li>counts of voxels: {@code dice}, {@code iou}, {@code sensitivity}, {@code specificity},
   *       {@code precision}, {@code volumeDifference}, {@code volumeSimilarity};
   *   <li>Hausdorff distances in mm: {@code hd} (MedPy, MONAI, BraTS), {@code hd95Pooled} (MedPy),
   *       {@code hd95MaxDirected} (MONAI, BraTS), {@code hdMesh} and {@code hd95AreaWeighted}
   *       (DeepMind);
   *   <li>average distances in mm: {@code assd}, {@code assdMeanOfDirected}, {@code
   *       asdMeshFromReference}, {@code asdMeshFromPrediction}.
   * </ul>
   *
   * <p>Every tool that prints an "HD95" combines the two directions in its own way; the keys tell
   * these apart. Where the 4 border voxels of P lie 0, 0, 0, 10 mm from R and those of R 0, 0, 0, 1
   * mm from P, {@code hd} is 10, {@code hd95MaxDirected} is 8.5, and {@code hd95Pooled} is 6.85.
   *
   * @param key such as {@code hd95MaxDirected}
   * @return the metric; its {@link #definition()} says how it is computed
   * @throws IllegalArgumentException naming the keys that exist
   */
  static Metric of(String key) {
    List<Metric> all = new ArrayList<>(List.of(Overlap.values()));
    Collections.addAll(all, Hausdorff.values());
    Collections.addAll(all, AverageDistance.values());
    return all.stream()
        .filter(metric -> metric.key().equals(key))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no metric has the key '"
                        + key
                        + "'; known: "
                        + all.stream().map(Metric::key).toList()));
  }

  /**
   * The surface Dice: the share of both surfaces' area that lies within a tolerance of the other.
   *
   * @param toleranceMm in millimetres, at least 0
   * @return the metric
   */
  static Metric surfaceDice(double toleranceMm) {
    return new SurfaceDice(toleranceMm);
  }

  /**
   * Returns what the metric is called in tables and JSON.
   *
   * @return such as {@code hd95MaxDirected}
   */
  String key();

  /**
   * Returns what the number means, precisely enough to compute it again.
   *
   * @return one line
   */
  String definition();

  /**
   * Returns how to read the number.
   *
   * @return the kind
   */
  Kind kind();

  /**
   * The surface that the metric measures on, so that several threads can prepare it.
   *
   * @return the surface, or empty for metrics that count voxels; empty by default
   */
  default Optional<Surface> surface() {
    return Optional.empty();
  }

  /**
   * The number for one pair of masks.
   *
   * @param pair prediction and reference
   * @return the number; NaN where the definition gives none, as for distances to an empty mask
   */
  double of(Comparison pair);

  /**
   * The number for one pair of masks. To compute several metrics of one pair, make one {@link
   * Comparison} and ask each: they share their work.
   *
   * @param prediction the mask to judge
   * @param reference the mask to judge it by
   * @return the number; NaN where the definition gives none
   * @throws io.github.omnet.core.volume.GridMismatchException if the grids differ
   */
  default double of(Mask prediction, Mask reference) {
    return of(Comparison.of(prediction, reference));
  }
}
