/**
 * Small helpers that several packages share and that are no one's API; exported to the library's
 * own modules only. Depends on Guava.
 */
@NullMarked
package io.github.omnet.core.internal;

import org.jspecify.annotations.NullMarked;
