/**
 * Training OM-Net as the papers do: patches of three tasks in one batch, online transfer by true
 * labels, masked loss, SGD with the release's multipliers. Depends on the network and engine
 * packages and on core's subjects and sampling.
 */
@NullMarked
package io.github.omnet.models.training;

import org.jspecify.annotations.NullMarked;
