/**
 * Values and labels between voxels: nearest, linear and cubic B-spline for images, and rules for
 * labels that never blend them. Depends on the volume package.
 */
@NullMarked
package io.github.omnet.core.interpolation;

import org.jspecify.annotations.NullMarked;
