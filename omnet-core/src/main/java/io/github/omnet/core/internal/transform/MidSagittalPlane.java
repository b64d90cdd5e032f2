package io.github.omnet.core.internal.transform;

import io.github.omnet.core.OmnetException;
import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.volume.Box;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.Mask;
import io.github.omnet.core.volume.Orientation;
import java.util.Arrays;
import java.util.Optional;

/**
 * The plane that divides a brain into its left and its right half. It is the sagittal plane, on or
 * halfway between voxels, for which the normalised correlation of the {@linkplain Subject#brain()
 * brain} with its mirror image is largest: the share of the brain whose mirror image is brain.
 *
 * <p>The brain's outline finds the plane as well as intensities do and does not depend on the
 * normalisation, the choice of modalities or what a tumour looks like. The search covers planes up
 * to {@value #REACH_MM} mm from the middle of the brain's box and does not tilt them: among 24
 * subjects of BraTS, all registered to an atlas, tilts help as many as they harm.
 *
 * <p>A mirrored subject has the mirrored plane, exactly.
 *
 * @param twiceX twice the plane's index along x; a voxel {@code i} has its mirror image at {@code
 *     twiceX - i}
 * @param shiftMm where the plane lies relative to the middle of the brain's box, in mm to the right
 * @param correlation of the brain and its mirror image, in [0, 1]; 0 without a brain
 */
public record MidSagittalPlane(int twiceX, double shiftMm, double correlation) {
  private static final int REACH_MM = 15;

  /** Rows are compared about this far apart, which finds the same planes and takes less time. */
  private static final double ROW_STEP_MM = 2;

  /**
   * Finds the plane of a subject. A subject without brain has the middle of its grid.
   *
   * @param subject skull-stripped, in RAS
   * @return its plane
   * @throws OmnetException if the subject's orientation is not RAS
   */
  public static MidSagittalPlane of(Subject subject) {
    requireRas(subject, "the mid-sagittal plane");
    return of(subject.brain());
  }

  /**
   * Checks that x runs from left to right.
   *
   * @param subject the subject
   * @param what what needs it, for the message
   * @throws OmnetException if the subject's orientation is not RAS
   */
  public static void requireRas(Subject subject, String what) {
    Orientation found = subject.grid().orientation();
    if (!found.equals(Orientation.RAS)) {
      throw new OmnetException(
          what
              + " needs the orientation RAS, in which x runs from left to right; subject "
              + subject.id()
              + " has "
              + found
              + "; put reorient(to=RAS) before it");
    }
  }

  /**
   * Finds the plane of a brain.
   *
   * @param brain the brain, in RAS; an empty one has the middle of its grid
   * @return its plane
   */
  public static MidSagittalPlane of(Mask brain) {
    Grid grid = brain.grid();
    Optional<Box> found = Box.around(brain);
    if (found.isEmpty()) {
      return new MidSagittalPlane(grid.shape().x() - 1, 0, 0);
    }
    Box box = found.get();
    int twiceMiddle = box.x() + box.endX() - 1;
    int reach = (int) Math.ceil(2 * REACH_MM / grid.spacing().x());
    Overlaps overlaps =
        Overlaps.of(brain, box, reach, step(grid.spacing().y()), step(grid.spacing().z()));
    if (overlaps.voxels == 0) {
      overlaps = Overlaps.of(brain, box, reach, 1, 1); // a brain between the rows compared
    }
    int twiceShift = overlaps.best();
    return new MidSagittalPlane(
        twiceMiddle + twiceShift,
        twiceShift * grid.spacing().x() / 2,
        (double) overlaps.counts[twiceShift + reach] / overlaps.voxels);
  }

  private static int step(double spacing) {
    return Math.max(1, (int) Math.rint(ROW_STEP_MM / spacing));
  }

  /**
   * How far a voxel lies from the plane.
   *
   * @param i index along x
   * @return in voxels, at least 0, a multiple of one half
   */
  public double distance(int i) {
    return Math.abs(2 * i - twiceX) / 2.0;
  }

  /** How many voxels of some rows meet brain in the mirror, for every shift of the plane. */
  private static final class Overlaps {
    final long[] counts;
    long voxels;

    private Overlaps(int reach) {
      counts = new long[2 * reach + 1];
    }

    static Overlaps of(Mask brain, Box box, int reach, int stepY, int stepZ) {
      Overlaps overlaps = new Overlaps(reach);
      for (int k = box.z(); k < box.endZ(); k += stepZ) {
        for (int j = box.y(); j < box.endY(); j += stepY) {
          int start = brain.shape().index(box.x(), j, k);
          overlaps.add(Arrays.copyOfRange(brain.data(), start, start + box.shape().x()));
        }
      }
      return overlaps;
    }

    private void add(boolean[] row) {
      int last = row.length - 1;
      for (boolean in : row) {
        voxels += in ? 1 : 0;
      }
      for (int n = 0; n < counts.length; n++) {
        int sum = last + n - counts.length / 2;
        int common = 0;
        for (int i = Math.max(0, sum - last); i <= Math.min(last, sum); i++) {
          common += row[i] && row[sum - i] ? 1 : 0;
        }
        counts[n] += common;
      }
    }

    /** The middle of the shifts that are equally best, so that mirroring a brain negates it. */
    int best() {
      int first = 0;
      int last = 0;
      for (int n = 0; n < counts.length; n++) {
        first = counts[n] > counts[first] ? n : first;
        last = counts[n] >= counts[last] ? n : last;
      }
      // Division of a sum of signed shifts rounds towards 0 and so treats both sides alike.
      return (first + last - 2 * (counts.length / 2)) / 2;
    }
  }
}
