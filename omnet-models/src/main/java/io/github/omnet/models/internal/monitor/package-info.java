/** Speed and smoothed losses of a training, for the program and reports. Depends on nothing. */
@NullMarked
package io.github.omnet.models.internal.monitor;

import org.jspecify.annotations.NullMarked;
