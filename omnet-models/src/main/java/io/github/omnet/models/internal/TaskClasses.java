package io.github.omnet.models.internal;

import io.github.omnet.core.OmnetException;
import io.github.omnet.core.internal.fusion.OmNetFusion;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How many classes each task of a network tells apart. What the tasks say is put together by {@link
 * OmNetFusion}, so a plan is held to this before it is trained, and a package before it is used.
 */
public final class TaskClasses {
  private static final List<Integer> ALL =
      IntStream.range(0, OmNetFusion.TASKS).mapToObj(OmNetFusion::classesOf).toList();

  private TaskClasses() {}

  /**
   * Refuses tasks that cannot be put together.
   *
   * @param classes of each task, from the first on; of a cascade those of all its networks
   * @throws OmnetException if these are not those of the rule, or the first one or two of them
   */
  public static void require(List<Integer> classes) {
    if (classes.size() > ALL.size() || !classes.equals(ALL.subList(0, classes.size()))) {
      throw new OmnetException(
          "the tasks of a network have classes "
              + ALL
              + ", or the first one or two of these, but those here have classes "
              + classes
              + "; make and train a network with those classes");
    }
  }
}
