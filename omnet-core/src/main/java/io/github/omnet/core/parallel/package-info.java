/**
 * Sharing a loop over independent parts among threads of an executor that the caller owns. Depends
 * on nothing.
 */
@NullMarked
package io.github.omnet.core.parallel;

import org.jspecify.annotations.NullMarked;
