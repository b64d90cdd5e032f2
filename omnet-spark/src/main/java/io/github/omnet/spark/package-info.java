/**
 * Cohorts on Apache Spark: segmentation, evaluation, preparation and independent trainings of
 * thousands of subjects, one row for each. Depends on core, io and models, and on Spark's RDDs for
 * Java.
 */
@NullMarked
package io.github.omnet.spark;

import org.jspecify.annotations.NullMarked;
