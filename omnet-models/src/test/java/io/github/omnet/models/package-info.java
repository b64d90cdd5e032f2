@NullMarked
package io.github.omnet.models;

import org.jspecify.annotations.NullMarked;
