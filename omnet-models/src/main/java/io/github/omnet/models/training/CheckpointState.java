package io.github.omnet.models.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a checkpoint knows beside weights and optimiser: {@code training.json}. There is no state of
 * random generators, for none has any: patches, augmentation and dropout are functions of the seed
 * and the iteration.
 *
 * @param formatVersion version of this layout
 * @param progress iteration, stage and what the plateau rule remembers
 * @param finished whether the curriculum has come to its end
 * @param plan every setting of the training
 * @param subjects ids of the training subjects, in order
 * @param omnetVersion version of this library
 * @param engine engine and its version
 * @param best the best validation so far, if any
 */
record CheckpointState(
    int formatVersion,
    CurriculumProgress progress,
    boolean finished,
    Map<String, String> plan,
    List<String> subjects,
    String omnetVersion,
    String engine,
    @Nullable Best best) {
  static final int VERSION = 1;

  /**
   * The best validation so far.
   *
   * @param iteration steps taken then
   * @param score higher is better
   */
  record Best(long iteration, double score) {}

  /** What keeps a training from going on from here as if it had never stopped; empty if nothing. */
  List<String> differences(Map<String, String> otherPlan, List<String> otherSubjects) {
    List<String> differences = new ArrayList<>();
    TreeSet<String> names = new TreeSet<>(plan.keySet());
    names.addAll(otherPlan.keySet());
    for (String name : names) {
      String here = plan.getOrDefault(name, "nothing");
      String there = otherPlan.getOrDefault(name, "nothing");
      if (!here.equals(there)) {
        differences.add(name + " was " + here + " and is " + there);
      }
    }
    if (!subjects.equals(otherSubjects)) {
      differences.add("subjects were " + subjects + " and are " + otherSubjects);
    }
    return differences;
  }
}
