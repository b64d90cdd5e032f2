/**
 * The entry to omnet: {@link io.github.omnet.Omnet} does the common tasks in one call each. Depends
 * on all libraries of omnet and adds nothing of its own.
 */
@NullMarked
package io.github.omnet;

import org.jspecify.annotations.NullMarked;
