/** Warnings of odd intensities. Depends on core only. */
@NullMarked
package io.github.omnet.io.internal.image;

import org.jspecify.annotations.NullMarked;
