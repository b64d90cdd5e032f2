/**
 * Metrics of a segmentation against a reference, each an object that states its definition, and
 * reports over regions and cohorts. Depends on the volume, subject, morphology and parallel
 * packages.
 */
@NullMarked
package io.github.omnet.core.metric;

import org.jspecify.annotations.NullMarked;
