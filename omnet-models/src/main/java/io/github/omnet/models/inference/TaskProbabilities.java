package io.github.omnet.models.inference;

import io.github.omnet.core.volume.Volume;
import java.util.List;
import java.util.Optional;

/**
 * What one task says of each voxel.
 *
 * @param task from 1, coarse to fine
 * @param classes probability of each class id, from 0; of a model of one level all are 0 where no
 *     window ran; where the fine level of a two-level model did not look, these are the
 *     probabilities of the coarse level; where it looked, its own, averaged with those of the
 *     coarse level if that counts
 * @param variance of the members of an ensemble and of mirrored copies: that of each class's
 *     probability, summed over the classes; where levels are averaged, that of the members of both,
 *     each level by its share; empty if the (fine) level ran a single pass
 */
public record TaskProbabilities(int task, List<Volume> classes, Optional<Volume> variance) {
  /**
   * Copies the list.
   *
   * @param task from 1
   * @param classes probability of each class id
   * @param variance how far the members of an average differ
   */
  public TaskProbabilities {
    classes = List.copyOf(classes);
  }

  /**
   * Returns how undecided the task is: the entropy {@code -sum p ln p} of its classes, in nats. Of
   * an average over flips or an ensemble this is the entropy of the mean.
   *
   * @return one value per voxel, from 0 to ln(number of classes)
   */
  public Volume entropy() {
    float[] entropy = new float[classes.get(0).data().length];
    for (Volume probability : classes) {
      float[] p = probability.data();
      for (int n = 0; n < entropy.length; n++) {
        if (p[n] > 0) {
          entropy[n] -= (float) (p[n] * Math.log(p[n]));
        }
      }
    }
    return Volume.wrap(classes.get(0).grid(), entropy);
  }
}
