package io.github.omnet.models.plan;

import io.github.omnet.core.OmnetException;

/**
 * Which patches count for a task other than their own, by their true labels: the online
 * training-data transfer of OM-Net. A patch of an earlier stream counts for task 2 when enough of
 * its voxels are complete tumour, for task 3 when enough are tumour core; a patch always counts for
 * its own task.
 *
 * <p>In the papers a patch never counts for an earlier task. A rule that works {@code bothWays}
 * gives every patch to task 1 and chooses for tasks 2 and 3 from the patches of all streams: with a
 * few patches in a step, each task learns from all that it can use.
 *
 * @param completeFraction share of complete tumour from which a patch counts for task 2; infinite
 *     for never
 * @param coreFraction share of tumour core from which a patch counts for task 3; infinite for never
 * @param bothWays whether the patches of all streams are one pool, from which every task takes
 */
public record TransferRule(double completeFraction, double coreFraction, boolean bothWays) {
  /** The release's thresholds: 0.4 of the voxels complete tumour, 0.5 tumour core. */
  public static final TransferRule RELEASE = new TransferRule(0.4, 0.5, false);

  /** No transfer: each patch counts for its own task alone. */
  public static final TransferRule NONE =
      new TransferRule(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, false);

  private static final String NO_TRANSFER = "none";
  private static final String BOTH = "both";

  /**
   * Refuses shares that are none.
   *
   * @param completeFraction in [0, 1], or infinite for no transfer to task 2
   * @param coreFraction in [0, 1], or infinite for no transfer to task 3
   * @param bothWays whether every task takes from the patches of all streams; needs two finite
   *     shares
   */
  public TransferRule {
    if (!isShare(completeFraction) || !isShare(coreFraction)) {
      throw new OmnetException(
          "patches are handed on from a share in [0, 1] of their voxels, found "
              + completeFraction
              + " and "
              + coreFraction);
    }
    if (bothWays && !(Double.isFinite(completeFraction) && Double.isFinite(coreFraction))) {
      throw new OmnetException(
          "a transfer in both directions needs a share for each of the tasks 2 and 3, such as"
              + " 0.01/0.005/both");
    }
  }

  private static boolean isShare(double fraction) {
    return (fraction >= 0 && fraction <= 1) || fraction == Double.POSITIVE_INFINITY;
  }

  /**
   * Reads the text form.
   *
   * @param text the two shares, such as {@code 0.4/0.5}, each of which may be {@code none} for no
   *     transfer to that task; {@code /both} behind them for {@link #bothWays}; or {@code none}
   *     alone
   * @return the rule; its {@link #toString} gives the text back
   * @throws OmnetException if it is nothing like that
   */
  public static TransferRule parse(String text) {
    if (text.strip().equals(NO_TRANSFER)) {
      return NONE;
    }
    String[] shares = text.split("/", -1);
    boolean both = shares.length == 3 && shares[2].strip().equals(BOTH);
    if (shares.length == 2 || both) {
      try {
        return new TransferRule(share(shares[0]), share(shares[1]), both);
      } catch (NumberFormatException e) {
        throw new OmnetException(unreadable(text), e);
      }
    }
    throw new OmnetException(unreadable(text));
  }

  private static double share(String text) {
    return text.strip().equals(NO_TRANSFER)
        ? Double.POSITIVE_INFINITY
        : Double.parseDouble(text.strip());
  }

  private static String unreadable(String text) {
    return "'"
        + text
        + "' is no transfer; one is COMPLETE/CORE, the shares of complete tumour and of core from"
        + " which a patch counts for tasks 2 and 3, such as 0.4/0.5, 0.4/none or 0.01/0.005/both, or"
        + " none";
  }

  /** The text form, such as {@code 0.4/0.5}. */
  @Override
  public String toString() {
    if (equals(NONE)) {
      return NO_TRANSFER;
    }
    return text(completeFraction) + "/" + text(coreFraction) + (bothWays ? "/" + BOTH : "");
  }

  private static String text(double fraction) {
    return Double.isInfinite(fraction) ? NO_TRANSFER : String.valueOf(fraction);
  }

  /**
   * Returns whether a patch counts for a task.
   *
   * @param stream stream that the patch belongs to, from 0
   * @param task the task, from 0
   * @param complete voxels of complete tumour in the patch
   * @param core voxels of tumour core in the patch
   * @param voxels voxels of the patch
   * @return true if its voxels enter the task's loss
   */
  public boolean counts(int stream, int task, int complete, int core, int voxels) {
    if (stream == task || (bothWays && task == 0)) {
      return true;
    }
    if (stream > task && !bothWays) {
      return false;
    }
    // Rounded down, as in the release: 0.4 of 16,384 voxels are 6,553.
    return task == 1
        ? complete >= Math.floor(completeFraction * voxels)
        : core >= Math.floor(coreFraction * voxels);
  }
}
