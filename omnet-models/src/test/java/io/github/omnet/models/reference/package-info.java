/**
 * The networks once more, slowly: loops over arrays of doubles, written to be checked against the
 * papers by eye and to check the engines against. Knows nothing of Deep Java Library.
 */
@NullMarked
package io.github.omnet.models.reference;

import org.jspecify.annotations.NullMarked;
