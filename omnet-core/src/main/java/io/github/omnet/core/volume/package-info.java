/**
 * Voxels that never travel without their geometry: grids (shape and affine), volumes, label maps
 * and masks on them. Depends only on the root package.
 *
 * <p>Axis order: x is the first and fastest axis, so voxel {@code (x, y, z)} stands at index {@code
 * x + nx * (y + ny * z)}. World coordinates are millimetres in RAS+: x to the patient's right, y to
 * anterior, z to superior.
 */
@NullMarked
package io.github.omnet.core.volume;

import org.jspecify.annotations.NullMarked;
