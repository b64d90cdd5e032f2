package io.github.omnet.io.image;

import java.util.Optional;

/**
 * What there is to say about an image file: its header, and statistics of its voxels.
 *
 * @param header what the file says about itself
 * @param statistics of the scaled values; empty if voxels are not real numbers (colour, complex)
 */
public record ImageDescription(ImageHeader header, Optional<ImageStatistics> statistics) {}
