/**
 * How far a task's scores are from the truth, as one number with a gradient: cross-entropy, soft
 * Dice of classes or of regions, both, and focal, masked to the voxels that count. Depends on DJL
 * and the engine package.
 */
@NullMarked
package io.github.omnet.models.loss;

import org.jspecify.annotations.NullMarked;
