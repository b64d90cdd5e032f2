/**
 * From several opinions on each voxel to one: class probabilities with thresholds for regions, and
 * label maps of several raters. Depends on the volume and subject packages.
 */
@NullMarked
package io.github.omnet.core.fusion;

import org.jspecify.annotations.NullMarked;
