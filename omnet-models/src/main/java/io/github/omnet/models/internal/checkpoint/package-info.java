/**
 * Checkpoints of a training: what a folder holds, how it is written whole, and what must agree
 * before a training resumes from it.
 */
@NullMarked
package io.github.omnet.models.internal.checkpoint;

import org.jspecify.annotations.NullMarked;
