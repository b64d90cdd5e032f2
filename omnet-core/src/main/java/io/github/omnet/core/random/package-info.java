/**
 * Random numbers that are a pure function of a seed and a counter, the same on every JDK and
 * whatever the number of threads. Depends on nothing.
 */
@NullMarked
package io.github.omnet.core.random;

import org.jspecify.annotations.NullMarked;
