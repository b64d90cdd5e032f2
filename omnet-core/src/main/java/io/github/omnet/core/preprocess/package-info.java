/**
 * What is done to a subject before a network sees it, in training and in use alike: one object with
 * a text form that travels in the model's package. Depends on the subject, volume, interpolation
 * and transform packages.
 */
@NullMarked
package io.github.omnet.core.preprocess;

import org.jspecify.annotations.NullMarked;
