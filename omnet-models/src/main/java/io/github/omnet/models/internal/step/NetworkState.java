package io.github.omnet.models.internal.step;

import ai.djl.ndarray.NDManager;
import ai.djl.nn.Parameter;
import io.github.omnet.core.OmnetException;
import io.github.omnet.models.internal.network.BlockParameters;
import io.github.omnet.models.network.NetworkConfig;
import io.github.omnet.models.network.TaskNetwork;
import io.github.omnet.models.packaging.ModelPackage;
import io.github.omnet.models.packaging.ModelPackageException;
import io.github.omnet.models.packaging.SafeTensors;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Values of a network in training, to and from a package; a cascade's is one network for each task.
 */
public final class NetworkState {
  private static final String SHARED = "backbone.";

  private NetworkState() {}

  public static List<NetworkConfig> configs(TaskNetwork network) {
    return network.members().stream().map(TaskNetwork::config).toList();
  }

  public static List<Map<String, SafeTensors.Tensor>> weights(TaskNetwork network) {
    return network.members().stream().map(ModelPackage::weightsOf).toList();
  }

  /**
   * The same with other values for some parameters.
   *
   * @param values by the names that {@link BlockParameters} gives the parameters of the whole
   *     network
   */
  public static List<Map<String, SafeTensors.Tensor>> weights(
      TaskNetwork network, Map<String, SafeTensors.Tensor> values) {
    IdentityHashMap<Parameter, SafeTensors.Tensor> replaced = new IdentityHashMap<>();
    Map<String, Parameter> all = BlockParameters.of(network);
    values.forEach(
        (name, tensor) -> replaced.put(Objects.requireNonNull(all.get(name), name), tensor));
    List<Map<String, SafeTensors.Tensor>> weights = new ArrayList<>();
    for (TaskNetwork member : network.members()) {
      Map<String, SafeTensors.Tensor> ofMember = new TreeMap<>(ModelPackage.weightsOf(member));
      BlockParameters.of(member)
          .forEach(
              (name, parameter) ->
                  ofMember.computeIfPresent(
                      name, (n, own) -> replaced.getOrDefault(parameter, own)));
      weights.add(ofMember);
    }
    return weights;
  }

  /** Gives a network exactly the values of a package. */
  public static void restore(ModelPackage model, TaskNetwork network, NDManager manager)
      throws ModelPackageException {
    List<? extends TaskNetwork> members = network.members();
    for (int n = 0; n < members.size(); n++) {
      model.load(n, members.get(n), manager);
    }
  }

  /**
   * Gives a network those values of another that it has a place for, by name and shape; of the
   * heads, the rest stays fresh. So CGA starts from a trained OM-Net.
   */
  public static void startFrom(ModelPackage model, TaskNetwork network, NDManager manager)
      throws ModelPackageException {
    if (model.manifest().isEnsemble()) {
      throw new OmnetException(
          model.location()
              + " is an average of "
              + model.manifest().networks().size()
              + " networks; start from one of them, which ModelPackage.member gives");
    }
    List<? extends TaskNetwork> members = network.members();
    for (int n = 0; n < Math.min(members.size(), model.manifest().networks().size()); n++) {
      Map<String, SafeTensors.Tensor> weights = model.weights(n);
      for (Map.Entry<String, Parameter> entry : BlockParameters.of(members.get(n)).entrySet()) {
        Parameter parameter = entry.getValue();
        SafeTensors.Tensor tensor = weights.get(entry.getKey());
        if (tensor != null && sameShape(tensor, parameter)) {
          BlockParameters.setValues(parameter, manager, tensor.values());
        } else if (entry.getKey().startsWith(SHARED)) {
          throw new OmnetException(
              model.location()
                  + ": its "
                  + entry.getKey()
                  + (tensor == null ? " is missing" : " has shape " + tensor.shape())
                  + ", the network to train has "
                  + parameter.getShape()
                  + "; start from a model of the same width and modalities");
        }
      }
    }
  }

  private static boolean sameShape(SafeTensors.Tensor tensor, Parameter parameter) {
    long[] shape = parameter.getShape().getShape();
    if (tensor.shape().size() != shape.length) {
      return false;
    }
    for (int axis = 0; axis < shape.length; axis++) {
      if (tensor.shape().get(axis) != shape[axis]) {
        return false;
      }
    }
    return true;
  }
}
