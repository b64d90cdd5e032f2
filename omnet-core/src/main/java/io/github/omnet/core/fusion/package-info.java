/**
 * From several opinions on each voxel to one segmentation: the three tasks of OM-Net, or several
 * label maps. Depends on the volume, subject and morphology packages.
 */
@NullMarked
package io.github.omnet.core.fusion;

import org.jspecify.annotations.NullMarked;
