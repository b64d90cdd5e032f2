/** Prepared subjects on disk. Depends on the subjects and the preprocessing of core. */
@NullMarked
package io.github.omnet.io.cache;

import org.jspecify.annotations.NullMarked;
