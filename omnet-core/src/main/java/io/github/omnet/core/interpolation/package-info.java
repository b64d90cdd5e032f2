/**
 * Choices of how images and labels are read between voxels: nearest, linear and cubic B-spline for
 * images, and rules for labels that never blend them. Depends on nothing.
 */
@NullMarked
package io.github.omnet.core.interpolation;

import org.jspecify.annotations.NullMarked;
