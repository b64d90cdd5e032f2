/**
 * What turns gradients into better weights: SGD and Adam with all of their state in the open, rates
 * over the course of a training, clipping by the global norm. Depends on DJL's parameters, on the
 * engine package and on the packaging package's plain arrays.
 */
@NullMarked
package io.github.omnet.models.optimizer;

import org.jspecify.annotations.NullMarked;
