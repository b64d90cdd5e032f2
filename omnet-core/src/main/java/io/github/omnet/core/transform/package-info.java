/**
 * What happens to a subject between reading and the network, and back: reorientation, cropping,
 * resampling, intensity normalisation and channels derived from the modalities, each a small object
 * that can be undone where it moves voxels. Depends on the volume, subject and interpolation
 * packages.
 *
 * <pre>{@code
 * Pipeline preparation =
 *     Pipeline.of(
 *         Transforms.reorient(Orientation.RAS),
 *         Transforms.cropToBrain(8),
 *         Transforms.zScore(Foreground.NON_ZERO));
 * Pipeline.Run run = preparation.run(subject);
 * LabelMap found = segment(run.subject()); // on the working grid
 * LabelMap result = run.toOriginal(found); // on the scan's own grid, voxel for voxel
 * }</pre>
 */
@NullMarked
package io.github.omnet.core.transform;

import org.jspecify.annotations.NullMarked;
