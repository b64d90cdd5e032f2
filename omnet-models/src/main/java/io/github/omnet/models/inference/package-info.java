/**
 * From subject to segmentation with a trained model: windows over the brain, one pass of the
 * network for each, stitching, fusion, and the way back to the subject's own grid. Depends on the
 * network and packaging packages and on core's preprocessing, sampling, fusion and post-processing.
 */
@NullMarked
package io.github.omnet.models.inference;

import org.jspecify.annotations.NullMarked;
