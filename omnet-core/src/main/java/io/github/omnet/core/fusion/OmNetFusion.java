package io.github.omnet.core.fusion;

import io.github.omnet.core.morphology.Ball;
import io.github.omnet.core.morphology.Dilation;
import io.github.omnet.core.subject.LabelScheme;
import io.github.omnet.core.subject.TumorLabels;
import io.github.omnet.core.volume.LabelMap;
import io.github.omnet.core.volume.Mask;
import java.util.function.IntUnaryOperator;

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
 * <p>The cascade of separately trained networks goes by the same rule; each of its networks need
 * run only where the one before found something, and values elsewhere are not looked at. All arrays
 * are x fastest; comparisons are strict, so a tie counts as no tumour and as not enhancing.
 *
 * <p>Source: Zhou et al., One-pass multi-task networks, IEEE TIP 2020, "fusion" of the three tasks;
 * the radius of the dilation is configurable, 5 voxels by default.
 */
public final class OmNetFusion {
  /** How far outside the tumour of task 1 the classes of task 2 still count. */
  public static final Ball DEFAULT_DILATION = Ball.ofVoxels(5);

  private final LabelScheme scheme;
  private final TaskClasses classes;
  private final Ball dilation;

  /**
   * The rule with its default dilation of 5 voxels.
   *
   * @param scheme what the class ids of tasks 1 and 2 stand for, and the encoding of the result
   */
  public OmNetFusion(LabelScheme scheme) {
    this(scheme, DEFAULT_DILATION);
  }

  /**
   * The rule with a dilation of one's own.
   *
   * @param scheme what the class ids of tasks 1 and 2 stand for, and the encoding of the result
   * @param dilation how far outside the tumour of task 1 the classes of task 2 still count
   */
  public OmNetFusion(LabelScheme scheme, Ball dilation) {
    this.scheme = scheme;
    this.classes = new TaskClasses(scheme);
    this.dilation = dilation;
  }

  /**
   * The tumour as task 1 finds it: where its tumour classes together outweigh the others.
   *
   * @param task1 five classes
   * @return a mask on the same grid
   */
  public Mask tumour(ClassProbabilities task1) {
    task1.requireClasses(TaskClasses.COUNT, "task 1");
    boolean[] tumour = new boolean[task1.grid().shape().voxels()];
    for (int n = 0; n < tumour.length; n++) {
      tumour[n] = task1.sum(n, classes.tumour()) > task1.sum(n, classes.other());
    }
    return Mask.wrap(task1.grid(), tumour);
  }

  /**
   * Where task 2 is asked: the tumour of task 1, dilated.
   *
   * @param task1 five classes
   * @return a mask on the same grid
   */
  public Mask searchArea(ClassProbabilities task1) {
    return Dilation.of(tumour(task1), dilation);
  }

  /**
   * The segmentation of task 1 alone: each voxel of its tumour gets the most probable of the tumour
   * classes.
   *
   * @param task1 five classes
   * @return the segmentation
   */
  public TumorLabels coarse(ClassProbabilities task1) {
    return labels(tumour(task1), n -> task1.best(n, classes.tumour()));
  }

  /**
   * The segmentation of tasks 1 and 2.
   *
   * @param task1 five classes
   * @param task2 five classes, on the same grid; looked at in the search area only
   * @return the segmentation; its tumour core is where task 3 will be asked
   */
  public TumorLabels refine(ClassProbabilities task1, ClassProbabilities task2) {
    requireSameGrid(task1, task2, "tasks 1 and 2");
    task2.requireClasses(TaskClasses.COUNT, "task 2");
    return labels(searchArea(task1), n -> tumourClass(task2, n));
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
    requireSameGrid(task1, task2, "tasks 1 and 2");
    requireSameGrid(task1, task3, "tasks 1 and 3");
    task2.requireClasses(TaskClasses.COUNT, "task 2");
    task3.requireClasses(2, "task 3");
    float[] not = task3.channel(0);
    float[] enhancing = task3.channel(1);
    return labels(
        searchArea(task1),
        n -> {
          int id = tumourClass(task2, n);
          if (!classes.isCore(id)) {
            return id;
          }
          return enhancing[n] > not[n] ? classes.enhancing() : task2.best(n, classes.solidCore());
        });
  }

  /** The most probable of all five classes, 0 if that is not tumour. */
  private int tumourClass(ClassProbabilities task, int voxel) {
    int other = task.best(voxel, classes.other());
    int tumour = task.best(voxel, classes.tumour());
    return task.channel(tumour)[voxel] > task.channel(other)[voxel] ? tumour : 0;
  }

  private TumorLabels labels(Mask where, IntUnaryOperator classOfVoxel) {
    boolean[] in = where.data();
    byte[] labels = new byte[in.length];
    for (int n = 0; n < in.length; n++) {
      if (in[n]) {
        labels[n] = (byte) scheme.labelOf(classOfVoxel.applyAsInt(n));
      }
    }
    return new TumorLabels(LabelMap.wrap(where.grid(), labels), scheme);
  }

  private static void requireSameGrid(ClassProbabilities a, ClassProbabilities b, String what) {
    a.grid().requireMatches(b.grid(), what);
  }
}
