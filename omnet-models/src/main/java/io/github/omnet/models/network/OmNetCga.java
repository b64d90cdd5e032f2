package io.github.omnet.models.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import io.github.omnet.core.OmnetException;
import io.github.omnet.models.internal.engine.TensorOps;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * OM-Net with cross-task guided attention: task 1 has a head of its own, and the scores of each
 * task guide the next one's look at the shared features ({@link CrossTaskGuidedAttention}).
 *
 * <p>Class ids are those of BraTS 2017 to 2023: the complete tumour of task 1 is {1, 2, 3}, the
 * core of task 2 {1, 3}; the rest is outside.
 *
 * <p>With {@link #forwardStreams streams} every task but the last runs on patches beyond its own
 * too, since it must guide the later tasks there. Its scores are returned for its own patches
 * alone, so that no loss sees the others; only the batch statistics of task 1's head do, in
 * training.
 */
final class OmNetCga extends TaskNetwork {
  /** Classes that tasks 1 and 2 must have for the regions to mean anything. */
  private static final int GUIDE_CLASSES = 5;

  /** What each guiding task separates from the rest: the complete tumour, then its core. */
  private static final List<Set<Integer>> REGIONS = List.of(Set.of(1, 2, 3), Set.of(1, 3));

  private final Backbone backbone;
  private final TaskHead head1;
  private final List<CrossTaskGuidedAttention> guided = new ArrayList<>();

  /**
   * Builds the network; its parameters have shapes, but no values yet.
   *
   * @param config channels, classes of each task, base width
   * @throws OmnetException unless there are two or three tasks, each guiding one of 5 classes
   */
  public OmNetCga(NetworkConfig config) {
    super(config);
    List<Integer> classes = config.classes();
    check(classes);
    backbone = addChildBlock("backbone", new Backbone(config));
    head1 = addChildBlock("head1", new TaskHead(config.width(), classes.get(0)));
    for (int task = 1; task < classes.size(); task++) {
      CrossTaskGuidedAttention attention =
          new CrossTaskGuidedAttention(
              config.width(), GUIDE_CLASSES, REGIONS.get(task - 1), classes.get(task));
      guided.add(addChildBlock("head" + (task + 1), attention));
    }
  }

  private static void check(List<Integer> classes) {
    boolean fits = classes.size() == 2 || classes.size() == 3;
    for (int guide = 0; fits && guide < classes.size() - 1; guide++) {
      fits = classes.get(guide) == GUIDE_CLASSES;
    }
    if (!fits) {
      throw new OmnetException(
          "guided attention takes two or three tasks, all but the last of "
              + GUIDE_CLASSES
              + " classes, such as [5, 5, 2]; found "
              + classes);
    }
  }

  @Override
  List<NDList> levels(Pass pass, NDArray x, int[] streams) {
    List<NDArray> decoded = backbone.decoded(pass, x);
    NDArray features = decoded.get(0);
    NDArray scores = head1.apply(pass, features);
    long seen = streams[0];
    NDList all = new NDList(TensorOps.first(scores, seen));
    for (int task = 1; task < streams.length; task++) {
      scores = guided.get(task - 1).apply(pass, features, scores);
      seen += streams[task];
      all.add(TensorOps.first(scores, seen));
    }
    return supervised(pass, all, decoded, streams);
  }

  @Override
  AuxiliaryHeads auxiliaryHeads() {
    return new AuxiliaryHeads(config());
  }

  @Override
  List<Shape> trace(LayerTrace trace, Shape in) {
    Shape features = backbone.trace(trace, "backbone", in);
    List<Shape> outputs = new ArrayList<>();
    outputs.add(head1.trace(trace, "head1", features));
    for (CrossTaskGuidedAttention attention : guided) {
      outputs.add(attention.trace(trace, "head" + (outputs.size() + 1), features));
    }
    return outputs;
  }
}
