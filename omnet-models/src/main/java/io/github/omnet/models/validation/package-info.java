/**
 * Scores of a model on whole subjects that it was not trained on. Depends on the inference and
 * packaging packages and on the metrics of omnet-core.
 */
@NullMarked
package io.github.omnet.models.validation;

import org.jspecify.annotations.NullMarked;
