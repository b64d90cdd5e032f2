/**
 * Rules that correct a finished segmentation by what is known of tumours, and say what they
 * changed. Depends on the volume, subject, morphology and fusion packages and on Hipparchus'
 * clustering.
 */
@NullMarked
package io.github.omnet.core.postprocess;

import org.jspecify.annotations.NullMarked;
