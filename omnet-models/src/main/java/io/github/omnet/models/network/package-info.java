/**
 * The published networks as DJL blocks: OM-Net, the basic 3-D FusionNet, the cascade, and the two
 * attention variants. Depends on DJL's API and, for the operators that engines spell differently,
 * on the engine package. Arrays are N, C, D, H, W (batch, channel, z, y, x) with x fastest.
 */
@NullMarked
package io.github.omnet.models.network;

import org.jspecify.annotations.NullMarked;
