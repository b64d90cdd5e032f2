/**
 * The one place that knows which engine runs: starting MXNet or PyTorch under Deep Java Library
 * with the right threads, and the few operators that the two spell differently. Depends on DJL and,
 * for operators that DJL lacks, on its MXNet engine.
 */
@NullMarked
package io.github.omnet.models.engine;

import org.jspecify.annotations.NullMarked;
