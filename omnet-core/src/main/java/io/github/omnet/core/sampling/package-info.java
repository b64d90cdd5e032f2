/**
 * Where training patches come from and how they are read: samplers that name patch {@code n} of an
 * endless stream, and readers that copy its voxels into the caller's arrays. Depends on the volume,
 * subject, morphology, random, transform and augment packages.
 */
@NullMarked
package io.github.omnet.core.sampling;

import org.jspecify.annotations.NullMarked;
