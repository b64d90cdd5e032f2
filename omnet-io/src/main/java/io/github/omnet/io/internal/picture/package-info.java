/** The grey values of a picture. Depends on core only. */
@NullMarked
package io.github.omnet.io.internal.picture;

import org.jspecify.annotations.NullMarked;
