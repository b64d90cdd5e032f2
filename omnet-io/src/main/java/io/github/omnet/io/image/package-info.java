/**
 * What image files of every format have in common: headers, data types, statistics, limits and the
 * exception that says what is wrong with a file. Depends on the volumes of core.
 */
@NullMarked
package io.github.omnet.io.image;

import org.jspecify.annotations.NullMarked;
