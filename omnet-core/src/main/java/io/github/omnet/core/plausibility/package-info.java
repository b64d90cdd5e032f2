/**
 * Whether the images of a subject can be what they are said to be: a skull-stripped brain of
 * possible size in four different contrasts that lie alike. Depends on the subject and volume
 * packages.
 */
@NullMarked
package io.github.omnet.core.plausibility;

import org.jspecify.annotations.NullMarked;
