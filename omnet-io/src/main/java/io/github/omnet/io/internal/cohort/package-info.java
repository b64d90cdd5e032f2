/** The table of a cohort that the program and Spark jobs write. Depends on the root package. */
@NullMarked
package io.github.omnet.io.internal.cohort;

import org.jspecify.annotations.NullMarked;
