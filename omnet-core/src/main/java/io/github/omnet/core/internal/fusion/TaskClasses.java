package io.github.omnet.core.internal.fusion;

import io.github.omnet.core.subject.LabelScheme;
import io.github.omnet.core.subject.TumorRegion;
import java.util.stream.IntStream;

/**
 * The five class ids of tasks 1 and 2, sorted by what they stand for in a label scheme. In schemes
 * of three tumour labels class 4 is an output that training never labels: not tumour.
 */
final class TaskClasses {
  /** Outputs of tasks 1 and 2, whatever the scheme. */
  static final int COUNT = 5;

  private final int[] tumour;
  private final int[] other;
  private final boolean[] isCore = new boolean[COUNT];
  private final int[] core;
  private final int[] outsideCore;
  private final int[] solidCore;
  private final int enhancing;

  TaskClasses(LabelScheme scheme) {
    tumour = ids(scheme, TumorRegion.WT, true);
    other = ids(scheme, TumorRegion.WT, false);
    for (int id = 0; id < COUNT; id++) {
      isCore[id] = in(scheme, TumorRegion.TC, id);
    }
    enhancing = ids(scheme, TumorRegion.ET, true)[0];
    core = IntStream.of(tumour).filter(id -> isCore[id]).toArray();
    outsideCore = IntStream.of(tumour).filter(id -> !isCore[id]).toArray();
    solidCore = IntStream.of(core).filter(id -> id != enhancing).toArray();
  }

  /** Ids of the complete tumour. */
  int[] tumour() {
    return tumour;
  }

  /** Ids of everything else. */
  int[] other() {
    return other;
  }

  /** Whether an id belongs to the tumour core. */
  boolean isCore(int id) {
    return isCore[id];
  }

  /** Ids of the tumour core. */
  int[] core() {
    return core;
  }

  /** Ids of the complete tumour that do not belong to its core. */
  int[] outsideCore() {
    return outsideCore;
  }

  /** Ids of the core that are not enhancing. */
  int[] solidCore() {
    return solidCore;
  }

  /** The id of enhancing tumour. */
  int enhancing() {
    return enhancing;
  }

  private static int[] ids(LabelScheme scheme, TumorRegion region, boolean inside) {
    return IntStream.range(0, COUNT).filter(id -> in(scheme, region, id) == inside).toArray();
  }

  private static boolean in(LabelScheme scheme, TumorRegion region, int id) {
    return id < scheme.labels().size() && scheme.contains(region, scheme.labelOf(id));
  }
}
