/**
 * Reads values and labels between voxels by the rules of the interpolation package. Depends on it
 * and on the volume package.
 */
@NullMarked
package io.github.omnet.core.internal.interpolation;

import org.jspecify.annotations.NullMarked;
