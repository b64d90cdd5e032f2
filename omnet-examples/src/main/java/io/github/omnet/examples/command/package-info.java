/**
 * The sub-commands of {@code omnet}, one class each: they read options, call the library and print.
 * Depends on all modules; nothing depends on it but the program itself.
 */
@NullMarked
package io.github.omnet.examples.command;

import org.jspecify.annotations.NullMarked;
