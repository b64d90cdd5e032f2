/**
 * Pictures of a volume with its labels in colour, to look at a segmentation without a viewer.
 * Depends on omnet-core and on the JDK's image classes.
 */
@NullMarked
package io.github.omnet.io.picture;

import org.jspecify.annotations.NullMarked;
