/** Optimisers and their state. Depends on {@code optimizer} and {@code packaging}. */
@NullMarked
package io.github.omnet.models.internal.optimizer;

import org.jspecify.annotations.NullMarked;
