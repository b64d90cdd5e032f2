package io.github.omnet.core.volume;

import io.github.omnet.core.OmnetException;
import java.io.Serial;

/** Two sets of voxels were about to be combined, but they lie on different grids. */
public final class GridMismatchException extends OmnetException {
  @Serial private static final long serialVersionUID = 1L;

  /**
   * Creates an exception that names both grids.
   *
   * @param what names of the two things
   * @param first grid of the first
   * @param second grid of the second
   */
  public GridMismatchException(String what, Grid first, Grid second) {
    super(
        what
            + " lie on different grids: "
            + first
            + " against "
            + second
            + "; resample one onto the other's grid first");
  }
}
