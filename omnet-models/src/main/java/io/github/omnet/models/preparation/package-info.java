/**
 * What is done to every subject before a network sees it, in training and in use alike: turn, crop
 * to the brain, normalise. Depends on core alone.
 */
@NullMarked
package io.github.omnet.models.preparation;

import org.jspecify.annotations.NullMarked;
