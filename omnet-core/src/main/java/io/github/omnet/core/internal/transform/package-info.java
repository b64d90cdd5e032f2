/**
 * The mid-sagittal plane of a brain, which channels and transplants share. Depends on {@code
 * volume} and {@code subject}.
 */
@NullMarked
package io.github.omnet.core.internal.transform;

import org.jspecify.annotations.NullMarked;
