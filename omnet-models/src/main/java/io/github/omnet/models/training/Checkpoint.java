package io.github.omnet.models.training;

import io.github.omnet.models.packaging.ModelPackage;
import io.github.omnet.models.packaging.SafeTensors;
import java.nio.file.Path;
import java.util.Map;

/**
 * A training at rest: all that is needed to go on as if it had never stopped.
 *
 * @param folder where it lies
 * @param model the weights, as a package that can also be used
 * @param optimizer state of the optimiser by name
 * @param state everything else
 */
record Checkpoint(
    Path folder,
    ModelPackage model,
    Map<String, SafeTensors.Tensor> optimizer,
    CheckpointState state) {}
