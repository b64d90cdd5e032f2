/**
 * NIfTI-1, NIfTI-2 and Analyze 7.5 files, plain or compressed, read and written. Depends on the
 * image package and on the volumes of core.
 */
@NullMarked
package io.github.omnet.io.nifti;

import org.jspecify.annotations.NullMarked;
