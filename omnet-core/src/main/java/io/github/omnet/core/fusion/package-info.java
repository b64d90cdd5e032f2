/**
 * From the class probabilities of the three tasks to one tumour segmentation. Depends on the
 * volume, subject and morphology packages.
 */
@NullMarked
package io.github.omnet.core.fusion;

import org.jspecify.annotations.NullMarked;
