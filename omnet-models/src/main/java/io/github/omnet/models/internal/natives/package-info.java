/** Functions of PyTorch's own library that DJL does not pass on. Depends on DJL and JNA only. */
@NullMarked
package io.github.omnet.models.internal.natives;

import org.jspecify.annotations.NullMarked;
