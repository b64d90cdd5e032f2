/**
 * What the engines compute differently, and how passes share a device. Depends on {@code engine}.
 */
@NullMarked
package io.github.omnet.models.internal.engine;

import org.jspecify.annotations.NullMarked;
