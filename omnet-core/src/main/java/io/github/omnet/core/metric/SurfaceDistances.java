package io.github.omnet.core.metric;

/**
 * How far two surfaces are apart, seen from each of them.
 *
 * @param fromPrediction from each element of the prediction's surface to the reference's
 * @param fromReference from each element of the reference's surface to the prediction's
 */
record SurfaceDistances(DirectedDistances fromPrediction, DirectedDistances fromReference) {
  /** No distances: one of the surfaces does not exist. */
  static final SurfaceDistances NONE =
      new SurfaceDistances(DirectedDistances.NONE, DirectedDistances.NONE);

  /**
   * Returns whether there are no distances because one surface or both are empty.
   *
   * @return true if there is nothing to measure
   */
  public boolean isEmpty() {
    return fromPrediction.size() == 0 || fromReference.size() == 0;
  }

  /**
   * The distances of both directions in one.
   *
   * @return all elements of both surfaces
   */
  public DirectedDistances pooled() {
    return fromPrediction.and(fromReference);
  }
}
