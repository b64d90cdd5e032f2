/**
 * Small helpers that several packages of this module share and that are no one's API; not exported.
 * Depends on Gson.
 */
@NullMarked
package io.github.omnet.models.internal;

import org.jspecify.annotations.NullMarked;
