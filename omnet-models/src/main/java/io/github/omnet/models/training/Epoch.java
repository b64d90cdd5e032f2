package io.github.omnet.models.training;

import io.github.omnet.core.OmnetException;

/**
 * What counts as an epoch where the length of a stage is given in epochs: as many optimiser steps
 * as it takes to draw so many patches for task 1.
 *
 * <p>Patches are drawn at random, so an epoch is a measure of work and no pass over the data. The
 * default of 2000 makes 250 steps of 8 patches: nnU-Net's epoch, which is 250 steps whatever the
 * data. For MONAI's, a pass over the subjects with some samples of each, take the number of
 * subjects times that of samples. An epoch of the paper, whose 400,000 steps of 20 patches are
 * about 20 epochs, has some 400,000 patches.
 *
 * @param patches of task 1
 */
public record Epoch(long patches) {
  /** 2000 patches. */
  public static final Epoch DEFAULT = new Epoch(2000);

  /**
   * Refuses an epoch of nothing.
   *
   * @param patches at least 1
   */
  public Epoch {
    if (patches < 1) {
      throw new OmnetException("an epoch has at least 1 patch, found " + patches);
    }
  }

  /**
   * How long it lasts.
   *
   * @param patchesPerTask patches drawn for task 1 in each optimiser step
   * @return steps, rounded up
   */
  public long steps(int patchesPerTask) {
    return (patches + patchesPerTask - 1) / patchesPerTask;
  }
}
