/**
 * Made-up subjects with a known tumour, so that everything can be tried without a patient's data.
 * Depends on omnet-core only.
 */
@NullMarked
package io.github.omnet.examples.phantom;

import org.jspecify.annotations.NullMarked;
