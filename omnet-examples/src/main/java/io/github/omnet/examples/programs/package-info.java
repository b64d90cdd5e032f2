/**
 * Programs of about twenty lines, each for one task. The pages of {@code docs/guide} show them as
 * they are here. They depend on the facade {@link io.github.omnet.Omnet} and on what it brings.
 */
@NullMarked
package io.github.omnet.examples.programs;

import org.jspecify.annotations.NullMarked;
