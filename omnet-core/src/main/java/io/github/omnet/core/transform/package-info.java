/**
 * What happens to a subject between reading and the network, and back: reorientation, cropping,
 * resampling and intensity normalisation, each a small object that can be undone where it moves
 * voxels. Depends on the volume, subject and interpolation packages.
 */
@NullMarked
package io.github.omnet.core.transform;

import org.jspecify.annotations.NullMarked;
