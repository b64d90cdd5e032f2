/** Parameters of any DJL block by name. Depends on {@code internal.engine}. */
@NullMarked
package io.github.omnet.models.internal.network;

import org.jspecify.annotations.NullMarked;
