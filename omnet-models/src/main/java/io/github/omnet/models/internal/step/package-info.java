/**
 * One step of a training: the batch of each task, its targets, the copies of the network on their
 * devices, gradients, update and averaged weights. Knows nothing of files or of the run around it.
 */
@NullMarked
package io.github.omnet.models.internal.step;

import org.jspecify.annotations.NullMarked;
