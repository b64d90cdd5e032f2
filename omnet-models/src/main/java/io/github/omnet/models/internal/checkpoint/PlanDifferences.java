package io.github.omnet.models.internal.checkpoint;

import io.github.omnet.core.internal.PlainText;
import io.github.omnet.models.internal.PatchRevision;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Compares the settings of a training that was begun with those that are asked for now. */
public final class PlanDifferences {
  private static final String NOTHING = "nothing";

  private PlanDifferences() {}

  /**
   * Returns what differs, sorted by name.
   *
   * @param begun settings by name
   * @param asked settings by name
   * @return a text for each difference; empty if there is none
   */
  public static List<String> between(Map<String, String> begun, Map<String, String> asked) {
    TreeSet<String> names = new TreeSet<>(begun.keySet());
    names.addAll(asked.keySet());
    List<String> differences = new ArrayList<>();
    for (String name : names) {
      String before = begun.getOrDefault(name, NOTHING);
      String now = asked.getOrDefault(name, NOTHING);
      if (!before.equals(now)) {
        differences.add(PlainText.settings(name + " was " + before + " and is " + now));
      }
    }
    return differences;
  }

  /**
   * Returns what to do about differences.
   *
   * @param begun settings by name
   * @param asked settings by name
   * @param all every difference between the trainings, of settings, subjects and whatever else
   * @param release version of omnet that the training was begun with
   * @param same what to do where the same settings would do
   * @return the end of a message
   */
  public static String remedy(
      Map<String, String> begun,
      Map<String, String> asked,
      List<String> all,
      String release,
      String same) {
    if (all.size() != 1 || !PatchRevision.differs(begun, asked)) {
      return same;
    }
    return "this omnet makes other patches of these settings than the omnet that began the training"
        + " ("
        + PlainText.settings(release)
        + ")"
        + PatchRevision.cause(begun).map(cause -> ", for " + cause).orElse("")
        + "; go on with that release, or start anew in another folder";
  }
}
