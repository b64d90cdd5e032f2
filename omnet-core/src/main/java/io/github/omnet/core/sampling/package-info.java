/**
 * Where training patches come from and how they are read: samplers that name patch {@code n} of an
 * endless stream, and readers that copy its voxels into the caller's arrays. Depends on the volume,
 * subject, morphology, random and augment packages.
 *
 * <pre>{@code
 * PatchSampler sampler =
 *     UniformSampler.over(subject, CentreRegion.TASK2, PatchSampler.DEFAULT_PATCH, 42);
 * PatchReader reader = PatchReader.of(subject);
 * Box patch = sampler.patch(n); // the same for the same seed and n, always
 * reader.readImages(patch, images, 0); // channel, z, y, x
 * reader.readClasses(patch, classes, 0); // z, y, x
 * }</pre>
 */
@NullMarked
package io.github.omnet.core.sampling;

import org.jspecify.annotations.NullMarked;
