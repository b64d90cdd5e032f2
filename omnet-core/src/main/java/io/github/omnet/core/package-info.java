/** What every part of omnet shares: the root of its exceptions. Depends on nothing. */
@NullMarked
package io.github.omnet.core;

import org.jspecify.annotations.NullMarked;
