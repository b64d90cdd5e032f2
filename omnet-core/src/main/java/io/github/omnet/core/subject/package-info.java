/**
 * A patient's study as the network sees it: its modalities on one grid, and its tumour labels in a
 * stated encoding. Depends on the volume package.
 */
@NullMarked
package io.github.omnet.core.subject;

import org.jspecify.annotations.NullMarked;
