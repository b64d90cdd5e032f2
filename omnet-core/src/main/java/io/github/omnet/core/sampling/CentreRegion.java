package io.github.omnet.core.sampling;

import io.github.omnet.core.morphology.Ball;
import io.github.omnet.core.morphology.Morphology;
import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.subject.TumorRegion;
import io.github.omnet.core.volume.Mask;

/** The part of a subject that patch centres are drawn from. */
public sealed interface CentreRegion {
  /** Data-1 of OM-Net, for the task of finding the tumour: the whole brain. */
  CentreRegion TASK1 = new Brain();

  /**
   * Data-2 of OM-Net, for the task of refining it: the true complete tumour and 5 voxels around.
   */
  CentreRegion TASK2 = new Tumor(TumorRegion.WT, 5);

  /** Data-3 of OM-Net, for the task of finding enhancing tumour: the true tumour core. */
  CentreRegion TASK3 = new Tumor(TumorRegion.TC, 0);

  /**
   * The region of one of OM-Net's tasks.
   *
   * @param task 1, 2 or 3
   * @return {@link #TASK1}, {@link #TASK2} or {@link #TASK3}
   */
  static CentreRegion ofTask(int task) {
    return switch (task) {
      case 1 -> TASK1;
      case 2 -> TASK2;
      case 3 -> TASK3;
      default -> throw new IllegalArgumentException("tasks are 1, 2 and 3, found " + task);
    };
  }

  /**
   * Finds the region in a subject.
   *
   * @param subject the subject
   * @return a mask on its grid, which may be empty
   * @throws io.github.omnet.core.OmnetException if the region needs a truth that the subject lacks
   */
  Mask centres(Subject subject);

  /**
   * The region in a few words, for messages.
   *
   * @return such as {@code WT dilated by 5 voxels}
   */
  String describe();

  /** The voxels that are not 0 in at least one modality. */
  record Brain() implements CentreRegion {
    @Override
    public Mask centres(Subject subject) {
      return subject.brain();
    }

    @Override
    public String describe() {
      return "brain";
    }
  }

  /**
   * A region of the true tumour, dilated.
   *
   * @param region which part of the tumour
   * @param dilationVoxels voxels at most this far (Euclidean, in voxels) belong as well; at least 0
   */
  record Tumor(TumorRegion region, int dilationVoxels) implements CentreRegion {
    /**
     * Refuses a negative distance.
     *
     * @param region which part of the tumour
     * @param dilationVoxels distance in voxels
     */
    public Tumor {
      if (dilationVoxels < 0) {
        throw new IllegalArgumentException(
            "dilation must be at least 0 voxels, found " + dilationVoxels);
      }
    }

    @Override
    public Mask centres(Subject subject) {
      return Morphology.dilated(
          subject.requireTruth().region(region), Ball.ofVoxels(dilationVoxels));
    }

    @Override
    public String describe() {
      return region + (dilationVoxels == 0 ? "" : " dilated by " + dilationVoxels + " voxels");
    }
  }
}
