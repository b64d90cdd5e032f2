/**
 * Training OM-Net as the papers do: patches of three tasks in one batch, online transfer by true
 * labels, masked loss, SGD with the release's multipliers. Depends on all other packages of this
 * module but monitor, and on core's preprocessing, augmentation and sampling.
 */
@NullMarked
package io.github.omnet.models.training;

import org.jspecify.annotations.NullMarked;
