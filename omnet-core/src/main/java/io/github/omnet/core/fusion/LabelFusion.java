package io.github.omnet.core.fusion;

import io.github.omnet.core.volume.LabelMap;
import java.util.Arrays;
import java.util.List;

/** From the label maps that several raters made of one image to one label map. */
public final class LabelFusion {
  private LabelFusion() {}

  /**
   * What {@link #staple} found.
   *
   * @param consensus the most probable label of each voxel; of equals the smallest
   * @param raters how each rater votes, in the order of the maps
   * @param iterations iterations until nothing changed by more than the tolerance, or the most
   *     allowed
   */
  public record Result(LabelMap consensus, List<Rater> raters, int iterations) {}

  /** How one rater votes. */
  public static final class Rater {
    private final int[] labels;
    private final double[][] theta;

    Rater(int[] labels, double[][] theta) {
      this.labels = labels;
      this.theta = theta;
    }

    /**
     * Returns how often this rater gives a label where another, or the same, is true.
     *
     * @param vote the label given
     * @param truth the label that is true
     * @return a probability; NaN if no rater uses one of the labels, or the truth has none of it
     */
    public double probability(int vote, int truth) {
      int v = Arrays.binarySearch(labels, vote);
      int t = Arrays.binarySearch(labels, truth);
      return v < 0 || t < 0 ? Double.NaN : theta[v][t];
    }

    /**
     * Returns how often this rater finds a label where it is true.
     *
     * @param label the label
     * @return a probability; NaN if there is no such label
     */
    public double sensitivity(int label) {
      return probability(label, label);
    }
  }

  /**
   * The label that most maps give to each voxel. Of labels with equally many votes the smallest
   * wins, so background does before any other.
   *
   * <p>Votes 1, 1, 2 give 1; votes 0, 4 give 0.
   *
   * @param maps at least one label map, all on one grid
   * @return the label map of the majority
   * @throws io.github.omnet.core.volume.GridMismatchException if two grids differ
   */
  public static LabelMap majority(List<LabelMap> maps) {
    return MajorityVote.of(maps);
  }

  /**
   * STAPLE: estimates the true labels and at the same time how reliable each rater is, by
   * expectation maximisation. At most 1000 iterations, until no probability of a rater changes by
   * more than 1e-7.
   *
   * <p>The prior of a label is its frequency over all maps, so it depends on how much background
   * the grid has.
   *
   * @param maps at least one label map, all on one grid
   * @return the estimate
   * @throws io.github.omnet.core.volume.GridMismatchException if two grids differ
   * @see "Warfield, Zou and Wells, Simultaneous truth and performance level estimation, IEEE TMI 23
   *     (2004)"
   */
  public static Result staple(List<LabelMap> maps) {
    return Staple.of(maps, 1000, 1e-7);
  }
}
