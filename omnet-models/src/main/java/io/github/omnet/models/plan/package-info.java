/**
 * What a training does: network, patches, optimiser, curriculum and rule of transfer, each with a
 * text that names it. Depends on the network, loss, optimizer and packaging packages, and on core's
 * preprocessing, augmentation and sampling.
 */
@NullMarked
package io.github.omnet.models.plan;

import org.jspecify.annotations.NullMarked;
