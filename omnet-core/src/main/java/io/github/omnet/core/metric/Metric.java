package io.github.omnet.core.metric;

import io.github.omnet.core.volume.Mask;
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
   * What the metric is called in tables and JSON.
   *
   * @return such as {@code hd95MaxDirected}
   */
  String key();

  /**
   * What the number means, precisely enough to compute it again.
   *
   * @return one line
   */
  String definition();

  /**
   * How to read the number.
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
