/**
 * Bytes to voxels and back: bounded gzip, sample conversion, statistics and atomic files; not
 * exported. Depends on the image package.
 */
@NullMarked
package io.github.omnet.io.internal;

import org.jspecify.annotations.NullMarked;
