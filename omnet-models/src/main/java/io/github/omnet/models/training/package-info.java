/**
 * Runs a plan: patches of three tasks in one batch, online transfer by true labels, masked loss,
 * checkpoints and validation. Depends on all other packages of this module but monitor, and on
 * core's preprocessing, augmentation and sampling.
 */
@NullMarked
package io.github.omnet.models.training;

import org.jspecify.annotations.NullMarked;
