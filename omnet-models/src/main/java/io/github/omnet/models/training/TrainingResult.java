package io.github.omnet.models.training;

import io.github.omnet.models.packaging.ModelPackage;
import io.github.omnet.models.validation.ValidationScores;
import java.util.Optional;

/**
 * What a training came to.
 *
 * @param model the network as it is now
 * @param iterations optimiser steps taken in all
 * @param finished false if it was stopped before its end, the validation of the finished model
 *     included; it can be resumed then
 * @param scores validation of the finished model, if there are subjects for it
 */
public record TrainingResult(
    ModelPackage model, long iterations, boolean finished, Optional<ValidationScores> scores) {}
