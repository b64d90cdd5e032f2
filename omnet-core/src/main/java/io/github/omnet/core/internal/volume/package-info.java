/** Parts of volumes cut out and put back. Depends on {@code volume}. */
@NullMarked
package io.github.omnet.core.internal.volume;

import org.jspecify.annotations.NullMarked;
