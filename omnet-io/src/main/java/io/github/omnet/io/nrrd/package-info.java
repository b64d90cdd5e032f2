/**
 * NRRD files ({@code .nrrd}, {@code .nhdr} with its data file, {@code .seg.nrrd}), as 3D Slicer and
 * Teem use them, read and written. Depends on the image package and on the volumes of core.
 */
@NullMarked
package io.github.omnet.io.nrrd;

import org.jspecify.annotations.NullMarked;
