/**
 * Model packages: a folder or zip file of a manifest, weights, licence and model card, without
 * code, every file checked by size and SHA-256 before anything reads it. Depends on the network
 * package and on core's preprocessing and post-processing.
 */
@NullMarked
package io.github.omnet.models.packaging;

import org.jspecify.annotations.NullMarked;
