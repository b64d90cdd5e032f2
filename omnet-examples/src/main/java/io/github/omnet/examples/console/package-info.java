/**
 * What every command says to its user and how: progress, failures in one line, JSON. Depends on
 * picocli and Gson, and on omnet-core for its exceptions.
 */
@NullMarked
package io.github.omnet.examples.console;

import org.jspecify.annotations.NullMarked;
