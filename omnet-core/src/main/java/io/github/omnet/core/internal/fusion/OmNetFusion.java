package io.github.omnet.core.internal.fusion;

import io.github.omnet.core.fusion.ClassProbabilities;
import io.github.omnet.core.fusion.RegionThresholds;
import io.github.omnet.core.morphology.Ball;
import io.github.omnet.core.morphology.Morphology;
import io.github.omnet.core.subject.LabelScheme;
import io.github.omnet.core.subject.TumorLabels;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.LabelMap;
import io.github.omnet.core.volume.Mask;

/**
 * Joins the three tasks of OM-Net, from coarse to fine, into one segmentation.
 *
 * <ol>
 *   <li>Task 1 finds the tumour: where its tumour classes together outweigh the others ({@link
 *       #tumour}).
 *   <li>Task 2 is asked within that area, dilated ({@link #searchArea}), for the class of each
 *       voxel; everything else is background. This settles the complete tumour and its core ({@link
 *       #refine}).
 *   <li>Task 3 is asked within the core: where enhancing outweighs not enhancing the voxel is
 *       enhancing, elsewhere it is not, and then has the class of the core that task 2 finds most
 *       probable among the others ({@link #fuse}). Nothing outside the core changes.
 * </ol>
 *
 * <p>With {@link #withThresholds thresholds} the rule is that of {@link RegionThresholds}.
 *
 * <p>The cascade of separately trained networks goes by the same rule; each of its networks need
 * run only where the one before found something, and values elsewhere are not looked at. All arrays
 * are x fastest. Without thresholds comparisons are strict, so a tie counts as no tumour and as not
 * enhancing.
 *
 * <p>Source: Zhou et al., One-pass multi-task networks, IEEE TIP 2020, "fusion" of the three tasks;
 * the radius of the dilation is configurable, 5 voxels by default.
 */
public final class OmNetFusion {
  /** How many tasks the rule knows. */
  public static final int TASKS = 3;

  /** How far outside the tumour of task 1 the classes of task 2 still count. */
  public static final Ball DEFAULT_DILATION = Ball.ofVoxels(5);

  private final LabelScheme scheme;
  private final Ball dilation;
  private final VoxelRule rule;

  /**
   * The rule with its default dilation of 5 voxels.
   *
   * @param scheme what the class ids of tasks 1 and 2 stand for, and the encoding of the result
   */
  public OmNetFusion(LabelScheme scheme) {
    this(scheme, DEFAULT_DILATION);
  }

  /**
   * Makes the rule with a given dilation.
   *
   * @param scheme what the class ids of tasks 1 and 2 stand for, and the encoding of the result
   * @param dilation how far outside the tumour of task 1 the classes of task 2 still count
   */
  public OmNetFusion(LabelScheme scheme, Ball dilation) {
    this(scheme, dilation, new MostProbableClass(new TaskClasses(scheme)));
  }

  private OmNetFusion(LabelScheme scheme, Ball dilation, VoxelRule rule) {
    this.scheme = scheme;
    this.dilation = dilation;
    this.rule = rule;
  }

  /**
   * The rule with thresholds in place of the most probable class.
   *
   * @param thresholds the probability from which on a voxel belongs to each region
   * @return a new rule with the same scheme and dilation
   */
  public OmNetFusion withThresholds(RegionThresholds thresholds) {
    return new OmNetFusion(
        scheme, dilation, new ThresholdedRegions(new TaskClasses(scheme), thresholds));
  }

  /**
   * The tumour as task 1 finds it: where its tumour classes together outweigh the others, or reach
   * the threshold of the complete tumour.
   *
   * @param task1 five classes
   * @return a mask on the same grid
   */
  public Mask tumour(ClassProbabilities task1) {
    requireClasses(task1, TaskClasses.COUNT, "task 1");
    boolean[] tumour = new boolean[task1.grid().shape().voxels()];
    for (int n = 0; n < tumour.length; n++) {
      tumour[n] = rule.isTumour(task1, n);
    }
    return Mask.wrap(task1.grid(), tumour);
  }

  /**
   * Returns where task 2 is asked: the tumour of task 1, dilated.
   *
   * @param task1 five classes
   * @return a mask on the same grid
   */
  public Mask searchArea(ClassProbabilities task1) {
    return Morphology.dilated(tumour(task1), dilation);
  }

  /**
   * The segmentation of task 1 alone: each voxel of its tumour gets the most probable of the tumour
   * classes.
   *
   * @param task1 five classes
   * @return the segmentation
   */
  public TumorLabels coarse(ClassProbabilities task1) {
    return fuse(task1.grid(), votes(task1));
  }

  /**
   * The segmentation of tasks 1 and 2.
   *
   * @param task1 five classes
   * @param task2 five classes, on the same grid; looked at in the search area only
   * @return the segmentation; its tumour core is where task 3 will be asked
   */
  public TumorLabels refine(ClassProbabilities task1, ClassProbabilities task2) {
    return fuse(task1.grid(), votes(task1, task2));
  }

  /**
   * The segmentation of all three tasks.
   *
   * @param task1 five classes
   * @param task2 five classes, on the same grid; looked at in the search area only
   * @param task3 not enhancing, enhancing; on the same grid; looked at in the core only
   * @return the segmentation
   * @throws io.github.omnet.core.volume.GridMismatchException if the grids differ
   */
  public TumorLabels fuse(
      ClassProbabilities task1, ClassProbabilities task2, ClassProbabilities task3) {
    return fuse(task1.grid(), votes(task1, task2, task3));
  }

  /**
   * Returns how many classes the rule takes of a task.
   *
   * @param task from 0 to 2
   * @return 5 for tasks 1 and 2, whatever the label scheme; 2 for task 3
   * @throws IllegalArgumentException for any other task
   */
  public static int classesOf(int task) {
    if (task < 0 || task >= TASKS) {
      throw new IllegalArgumentException("tasks are 0 to " + (TASKS - 1) + ", found " + task);
    }
    return task < 2 ? TaskClasses.COUNT : 2;
  }

  /**
   * Returns what the tasks say of each voxel, in one byte: all that the rule needs, so that
   * probabilities can be given up slice by slice. Bit 0 says whether task 1 finds tumour; the bits
   * above hold the class id that the voxel gets if it lies in the search area.
   *
   * @param tasks task 1, tasks 1 and 2, or all three, on one grid, which may be a part of the image
   * @return one vote per voxel, x fastest
   * @throws io.github.omnet.core.volume.GridMismatchException if the grids differ
   */
  public byte[] votes(ClassProbabilities... tasks) {
    for (int task = 0; task < tasks.length; task++) {
      requireClasses(tasks[task], classesOf(task), "task " + (task + 1));
      requireSameGrid(tasks[0], tasks[task], "tasks 1 and " + (task + 1));
    }
    byte[] votes = new byte[tasks[0].grid().shape().voxels()];
    for (int n = 0; n < votes.length; n++) {
      boolean tumour = rule.isTumour(tasks[0], n);
      votes[n] = (byte) (rule.classOf(tasks, n, tumour) << 1 | (tumour ? 1 : 0));
    }
    return votes;
  }

  /**
   * The segmentation that follows from the votes.
   *
   * @param grid where the voxels lie
   * @param votes one per voxel, by {@link #votes}
   * @return the segmentation
   */
  public TumorLabels fuse(Grid grid, byte[] votes) {
    boolean[] tumour = new boolean[votes.length];
    for (int n = 0; n < votes.length; n++) {
      tumour[n] = (votes[n] & 1) != 0;
    }
    boolean[] area = Morphology.dilated(Mask.wrap(grid, tumour), dilation).data();
    byte[] labels = new byte[votes.length];
    for (int n = 0; n < votes.length; n++) {
      if (area[n]) {
        labels[n] = (byte) scheme.labelOf(votes[n] >> 1);
      }
    }
    return new TumorLabels(LabelMap.wrap(grid, labels), scheme);
  }

  private static void requireClasses(ClassProbabilities task, int wanted, String name) {
    if (task.classes() != wanted) {
      throw new IllegalArgumentException(
          name + " has " + wanted + " classes, found " + task.classes());
    }
  }

  private static void requireSameGrid(ClassProbabilities a, ClassProbabilities b, String what) {
    a.grid().requireMatches(b.grid(), what);
  }
}
