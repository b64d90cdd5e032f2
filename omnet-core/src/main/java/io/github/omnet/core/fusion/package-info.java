/**
 * From several label maps to one, by vote or by STAPLE, and the class probabilities of a network.
 * Depends on the volume package.
 */
@NullMarked
package io.github.omnet.core.fusion;

import org.jspecify.annotations.NullMarked;
