/**
 * The front door: reads, writes and describes an image in whatever known format it comes. Depends
 * on the image, nifti and metaimage packages and on the volumes of core.
 */
@NullMarked
package io.github.omnet.io;

import org.jspecify.annotations.NullMarked;
