/**
 * Folders of segmentations: which file is whose, how two are paired for evaluation, and the table
 * with a row for each subject. Depends on reading images and the data sets.
 */
@NullMarked
package io.github.omnet.io.cohort;

import org.jspecify.annotations.NullMarked;
