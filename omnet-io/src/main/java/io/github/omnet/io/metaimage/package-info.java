/**
 * MetaImage files ({@code .mha}, {@code .mhd} with its data file), as ITK and BraTS 2013 to 2015
 * use them, read and written. Depends on the image package and on the volumes of core.
 */
@NullMarked
package io.github.omnet.io.metaimage;

import org.jspecify.annotations.NullMarked;
