/**
 * Runs a plan from its first step to the finished model, with checkpoints, validation and folds. A
 * single step is in {@code internal.step}, what a training resumes from in {@code
 * internal.checkpoint}. Depends on all other packages of this module but monitor, and on core's
 * preprocessing.
 */
@NullMarked
package io.github.omnet.models.training;

import org.jspecify.annotations.NullMarked;
