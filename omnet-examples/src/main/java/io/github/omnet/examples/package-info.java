/** The program {@code omnet}: starts the command line. Depends on the command package. */
@NullMarked
package io.github.omnet.examples;

import org.jspecify.annotations.NullMarked;
