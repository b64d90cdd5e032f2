package io.github.omnet.models.network;

import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;

/** The layers that a shape passes on its way through a network, with their sizes. */
final class LayerTrace {
  private final boolean keep;
  private final String root;
  private final List<NetworkSummary.Layer> layers;

  private LayerTrace(boolean keep, String root, List<NetworkSummary.Layer> layers) {
    this.keep = keep;
    this.root = root;
    this.layers = layers;
  }

  static LayerTrace record() {
    return new LayerTrace(true, "", new ArrayList<>());
  }

  /** For callers that want the shape only. */
  static LayerTrace ignore() {
    return new LayerTrace(false, "", new ArrayList<>());
  }

  /** The same list for a network inside this one, whose layers' names begin with its own. */
  LayerTrace below(String name) {
    return new LayerTrace(keep, join(root, name), layers);
  }

  void add(String path, String kind, Shape out, long parameters, long multiplyAdds) {
    if (keep) {
      layers.add(new NetworkSummary.Layer(join(root, path), kind, out, parameters, multiplyAdds));
    }
  }

  List<NetworkSummary.Layer> layers() {
    return layers;
  }

  static String join(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  /** Number of outputs at each of which one filter is evaluated: batch times voxels. */
  static long positions(Shape shape) {
    return shape.size() / shape.get(1);
  }
}
