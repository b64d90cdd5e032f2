/**
 * Shapes of voxel sets: connected components, distance transform, dilation, erosion, holes and
 * borders. Depends on the volume and parallel packages.
 */
@NullMarked
package io.github.omnet.core.morphology;

import org.jspecify.annotations.NullMarked;
