/**
 * The rule by which three tasks become one segmentation. Depends on {@code fusion}, {@code subject}
 * and {@code morphology}.
 */
@NullMarked
package io.github.omnet.core.internal.fusion;

import org.jspecify.annotations.NullMarked;
