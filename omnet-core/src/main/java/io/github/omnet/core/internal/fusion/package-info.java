/**
 * The rule by which the three tasks of OM-Net become one segmentation. Depends on the fusion,
 * volume, subject and morphology packages.
 */
@NullMarked
package io.github.omnet.core.internal.fusion;

import org.jspecify.annotations.NullMarked;
