package io.github.omnet.models.internal.checkpoint;

import io.github.omnet.core.internal.PlainText;
import io.github.omnet.models.engine.Precision;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Identity of a training, which a resumed training is compared with.
 *
 * @param plan every setting, by name
 * @param subjects those trained on, in order
 * @param validation ids of the subjects scored on
 * @param omnetVersion version of this library
 * @param engine engine and its version
 * @param devices kind of each, such as {@code gpu}
 * @param threads compute threads, if any device is a CPU; null too in checkpoints that do not say
 * @param startedFrom the model whose weights it began with, if any; the checkpoint's own in a
 *     resumed training
 * @param formerly the circumstances of its earlier parts, where they were others
 */
public record TrainingIdentity(
    Map<String, String> plan,
    List<SubjectIdentity> subjects,
    List<String> validation,
    String omnetVersion,
    String engine,
    List<String> devices,
    @Nullable String threads,
    @Nullable String startedFrom,
    List<String> formerly) {
  private static final String IN = " in ";

  /** Gson gives null for what a file does not have: it may be from before this was noted. */
  public TrainingIdentity {
    formerly = formerly == null ? List.of() : List.copyOf(formerly);
  }

  /** Returns the name of a part that Gson has found null, or found to hold null; empty if none. */
  public Optional<String> missing() {
    if (plan == null || plan.containsValue(null)) {
      return Optional.of("training.plan");
    }
    if (subjects == null || subjects.stream().anyMatch(SubjectIdentity::isMissing)) {
      return Optional.of("training.subjects");
    }
    if (validation == null || validation.contains(null)) {
      return Optional.of("training.validation");
    }
    if (devices == null || devices.contains(null)) {
      return Optional.of("training.devices");
    }
    return engine == null || omnetVersion == null
        ? Optional.of("training.engine or training.omnetVersion")
        : Optional.empty();
  }

  /** Returns an engine, its version and, unless it is {@code float32}, the precision. */
  public static String engineText(String engine, Precision precision) {
    return precision == Precision.FLOAT32 ? engine : engine + IN + precision;
  }

  /** Returns the precision that an {@link #engineText} names. */
  public static Precision precisionOf(String engineText) {
    int end = engineText.lastIndexOf(IN);
    return end < 0 ? Precision.FLOAT32 : Precision.of(engineText.substring(end + IN.length()));
  }

  public TrainingIdentity startedFrom(@Nullable String model) {
    return with(model, formerly);
  }

  /** Returns this identity after resuming from a checkpoint of another. */
  public TrainingIdentity after(TrainingIdentity saved, long iteration) {
    List<String> before = new ArrayList<>(saved.formerly);
    if (!saved.circumstances(this).isEmpty()) {
      before.add("until step " + iteration + " " + saved.circumstances());
    }
    return with(saved.startedFrom, before);
  }

  private TrainingIdentity with(@Nullable String model, List<String> before) {
    return new TrainingIdentity(
        plan, subjects, validation, omnetVersion, engine, devices, threads, model, before);
  }

  private String circumstances() {
    return engine
        + " on "
        + String.join(", ", devices)
        + (threads == null ? "" : " with " + threads + " threads")
        + ", omnet "
        + omnetVersion;
  }

  /** What makes the other another training; empty if nothing. */
  public List<String> differences(TrainingIdentity other) {
    List<String> differences = PlanDifferences.between(plan, other.plan);
    compare("subjects were", ids(), other.ids(), differences);
    if (ids().equals(other.ids())) {
      for (int n = 0; n < subjects.size(); n++) {
        if (!subjects.get(n).equals(other.subjects.get(n))) {
          differences.add(
              "subject " + subjects.get(n).id() + " has other images or labels than before");
        }
      }
    }
    return differences;
  }

  /** What makes the same training end with other bits; empty if nothing. */
  public List<String> circumstances(TrainingIdentity other) {
    List<String> differences = new ArrayList<>();
    compare("the engine was", engine, other.engine, differences);
    compare("devices were", devices, other.devices, differences);
    if (threads != null && other.threads != null) {
      compare("compute threads were", threads, other.threads, differences);
    }
    compare("omnet was", omnetVersion, other.omnetVersion, differences);
    return differences;
  }

  private List<String> ids() {
    return subjects.stream().map(SubjectIdentity::id).toList();
  }

  private static void compare(String what, Object here, Object there, List<String> differences) {
    if (!here.equals(there)) {
      String now = what.endsWith("were") ? " and are " : " and is ";
      differences.add(PlainText.settings(what + " " + here + now + there));
    }
  }
}
