/**
 * Watching a training: its numbers as a table and as TensorBoard events, both right after a kill
 * and a resume, and how fast it goes. Depends on nothing else of omnet, nor on an engine.
 */
@NullMarked
package io.github.omnet.models.monitor;

import org.jspecify.annotations.NullMarked;
