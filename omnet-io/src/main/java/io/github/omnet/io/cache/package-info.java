/**
 * Subjects kept at hand: in memory up to a number of bytes, and preprocessed on disk. Depends on
 * the dataset package and on the subjects and transforms of core.
 */
@NullMarked
package io.github.omnet.io.cache;

import org.jspecify.annotations.NullMarked;
