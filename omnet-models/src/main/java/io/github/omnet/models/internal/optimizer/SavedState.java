package io.github.omnet.models.internal.optimizer;

import ai.djl.nn.Parameter;
import io.github.omnet.core.OmnetException;
import io.github.omnet.models.packaging.SafeTensors.Tensor;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** An optimiser's state as it was saved, found to fit the parameters that it is for. */
final class SavedState {
  /** Number of a parameter's updates so far; every other kind has the parameter's shape. */
  static final String STEPS = "steps";

  private static final String REMEDY =
      "; resume with the network and the optimiser that the checkpoint was written with";

  private final Map<String, Map<String, Tensor>> byKind = new LinkedHashMap<>();

  private SavedState(List<String> kinds) {
    kinds.forEach(kind -> byKind.put(kind, new TreeMap<>()));
  }

  static SavedState checked(
      Map<String, Tensor> state, Map<String, Parameter> parameters, List<String> kinds) {
    SavedState saved = new SavedState(kinds);
    state.forEach((key, tensor) -> saved.add(key, tensor, parameters));
    saved.requireComplete();
    return saved;
  }

  static String key(String kind, String parameter) {
    return kind + "/" + parameter;
  }

  /** Arrays of one kind by parameter. */
  Map<String, Tensor> of(String kind) {
    return byKind.getOrDefault(kind, Map.of());
  }

  private void add(String key, Tensor tensor, Map<String, Parameter> parameters) {
    int slash = key.indexOf('/');
    String kind = key.substring(0, Math.max(slash, 0));
    Map<String, Tensor> ofKind = byKind.get(kind);
    if (ofKind == null) {
      throw new OmnetException(
          "saved state '" + key + "' is not of this optimiser, which keeps " + names() + REMEDY);
    }
    String name = key.substring(slash + 1);
    Parameter parameter = parameters.get(name);
    if (parameter == null) {
      throw new OmnetException("saved state '" + key + "' is of no known parameter" + REMEDY);
    }
    List<Long> shape =
        kind.equals(STEPS)
            ? List.of(1L)
            : Arrays.stream(parameter.getShape().getShape()).boxed().toList();
    if (!tensor.shape().equals(shape)) {
      throw new OmnetException(
          "saved state '" + key + "' has shape " + tensor.shape() + ", not " + shape + REMEDY);
    }
    if (kind.equals(STEPS) && !isCount(tensor.values()[0])) {
      throw new OmnetException(
          "saved state '" + key + "' is " + tensor.values()[0] + ", no number of updates");
    }
    ofKind.put(name, tensor);
  }

  private static boolean isCount(float value) {
    return value >= 1 && value < Long.MAX_VALUE && value == Math.rint(value);
  }

  private void requireComplete() {
    Set<String> all = new TreeSet<>();
    byKind.values().forEach(ofKind -> all.addAll(ofKind.keySet()));
    byKind.forEach(
        (kind, ofKind) -> {
          for (String name : all) {
            if (!ofKind.containsKey(name)) {
              throw new OmnetException("saved state lacks '" + key(kind, name) + "'" + REMEDY);
            }
          }
        });
  }

  private String names() {
    return String.join(", ", byKind.keySet());
  }
}
