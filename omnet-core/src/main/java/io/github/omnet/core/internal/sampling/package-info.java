/** Reads patches and windows of a subject. Depends on {@code volume} and {@code subject}. */
@NullMarked
package io.github.omnet.core.internal.sampling;

import org.jspecify.annotations.NullMarked;
