package io.github.omnet.models.packaging;

import java.util.LinkedHashMap;
import java.util.Map;

/** Writes the weights of a package in another format. */
final class StoredWeights {
  private StoredWeights() {}

  /** The model with the weights of both levels in a format. */
  static ModelPackage as(WeightFormat format, ModelPackage model) throws ModelPackageException {
    Map<String, byte[]> weights = new LinkedHashMap<>();
    for (int n = 0; n < model.manifest().networks().size(); n++) {
      weights.put(ModelPackage.weightsName(n), SafeTensors.encode(model.weights(n), format));
    }
    ModelPackage rounded = model.replacing(weights);
    for (int n = 0; n < weights.size(); n++) {
      // A weight beyond 65504 has become infinite in 16 bits.
      rounded.weights(n);
    }
    if (format == WeightFormat.INT8 && !rounded.fingerprint().equals(model.fingerprint())) {
      rounded = rounded.from(model.manifest().provenance().withoutMetrics());
    }
    return model.coarse().isPresent() ? rounded.with(as(format, model.coarse().get())) : rounded;
  }
}
