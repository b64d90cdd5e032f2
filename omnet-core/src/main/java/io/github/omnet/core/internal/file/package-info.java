/**
 * Writing so that a failure, a full disk or a killed process leaves what was there, or all of the
 * new. Depends on nothing.
 */
@NullMarked
package io.github.omnet.core.internal.file;

import org.jspecify.annotations.NullMarked;
