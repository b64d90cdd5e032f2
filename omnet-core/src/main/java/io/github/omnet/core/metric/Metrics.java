package io.github.omnet.core.metric;

import io.github.omnet.core.OmnetException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The metrics of a report, by the name of their column, and what they are for empty masks. The
 * presets report the same columns; {@code hd} and {@code hd95} hold what the tool they are named
 * after would print.
 */
public final class Metrics {
  private final String name;
  private final EmptyPolicy emptyPolicy;
  private final Map<String, Metric> byKey;

  private Metrics(String name, EmptyPolicy emptyPolicy, Map<String, Metric> byKey) {
    this.name = name;
    this.emptyPolicy = emptyPolicy;
    this.byKey = Collections.unmodifiableMap(byKey);
  }

  /**
   * As the BraTS organisers score: HD95 is the larger of the directed percentiles; empty regions by
   * {@link EmptyPolicy#BRATS}.
   *
   * @return the preset
   */
  public static Metrics brats() {
    return preset("brats", EmptyPolicy.BRATS, Hausdorff.HD, Hausdorff.HD95_MAX_DIRECTED);
  }

  /**
   * As MONAI's {@code HausdorffDistanceMetric} and {@code DiceMetric} compute: HD95 is the larger
   * of the directed percentiles; undefined values are NaN.
   *
   * @return the preset
   */
  public static Metrics monai() {
    return preset("monai", EmptyPolicy.NAN, Hausdorff.HD, Hausdorff.HD95_MAX_DIRECTED);
  }

  /**
   * As MedPy's {@code hd} and {@code hd95} compute: HD95 is one percentile of both directions
   * joined; undefined values are NaN, where MedPy raises an error.
   *
   * @return the preset
   */
  public static Metrics medpy() {
    return preset("medpy", EmptyPolicy.NAN, Hausdorff.HD, Hausdorff.HD95_POOLED);
  }

  /**
   * As DeepMind's surface-distance computes: HD and HD95 by the area of half-voxel meshes;
   * undefined values are NaN, where surface-distance gives an infinite distance if one mask is
   * empty.
   *
   * @return the preset
   */
  public static Metrics deepmind() {
    return preset("deepmind", EmptyPolicy.NAN, Hausdorff.HD_MESH, Hausdorff.HD95_AREA_WEIGHTED);
  }

  /**
   * A preset by the name used on the command line.
   *
   * @param name brats, monai, medpy or deepmind, in any case
   * @return the preset
   * @throws OmnetException naming the known ones
   */
  public static Metrics of(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "brats" -> brats();
      case "monai" -> monai();
      case "medpy" -> medpy();
      case "deepmind" -> deepmind();
      default ->
          throw new OmnetException(
              "'" + name + "' is no preset; known: brats, monai, medpy, deepmind");
    };
  }

  private static Metrics preset(String name, EmptyPolicy policy, Metric hd, Metric hd95) {
    Map<String, Metric> metrics = new LinkedHashMap<>();
    metrics.put("dice", Overlap.DICE);
    metrics.put("iou", Overlap.IOU);
    metrics.put("sensitivity", Overlap.SENSITIVITY);
    metrics.put("specificity", Overlap.SPECIFICITY);
    metrics.put("precision", Overlap.PRECISION);
    metrics.put("hd", hd);
    metrics.put("hd95", hd95);
    metrics.put("hd95Pooled", Hausdorff.HD95_POOLED);
    metrics.put("hd95MaxDirected", Hausdorff.HD95_MAX_DIRECTED);
    metrics.put("hd95AreaWeighted", Hausdorff.HD95_AREA_WEIGHTED);
    metrics.put("assd", AverageDistance.ASSD);
    metrics.put("surfaceDice1mm", SurfaceDice.AT_1MM);
    metrics.put("volumeDifference", Overlap.VOLUME_DIFFERENCE);
    return new Metrics(name, policy, metrics);
  }

  /**
   * These metrics and one more, as a column of its own key.
   *
   * @param metric the metric to add
   * @return a new set
   */
  public Metrics with(Metric metric) {
    Map<String, Metric> more = new LinkedHashMap<>(byKey);
    more.put(metric.key(), metric);
    return new Metrics(name, emptyPolicy, more);
  }

  /**
   * These metrics and the lesion-wise Dice and HD95.
   *
   * @param rule how lesions are told apart and matched
   * @return a new set
   */
  public Metrics withLesionWise(LesionRule rule) {
    return with(LesionWise.dice(rule)).with(LesionWise.hd95(rule));
  }

  /**
   * The same metrics with another policy for empty masks.
   *
   * @param policy the policy
   * @return a new set
   */
  public Metrics with(EmptyPolicy policy) {
    return new Metrics(name, policy, new LinkedHashMap<>(byKey));
  }

  /**
   * Name of the preset that this set began as.
   *
   * @return such as {@code brats}
   */
  public String name() {
    return name;
  }

  /**
   * Returns what the metrics are for empty masks.
   *
   * @return the policy
   */
  public EmptyPolicy emptyPolicy() {
    return emptyPolicy;
  }

  /**
   * The metrics by column name, in the order of the columns.
   *
   * @return an unmodifiable map
   */
  public Map<String, Metric> byKey() {
    return byKey;
  }

  /** The surfaces that distances are measured on. */
  List<Metric.Surface> surfaces() {
    return byKey.values().stream()
        .map(Metric::surface)
        .flatMap(Optional::stream)
        .distinct()
        .sorted()
        .toList();
  }

  JsonObject addTo(JsonObject report) {
    JsonObject definitions = new JsonObject();
    byKey.forEach((key, metric) -> definitions.string(key, metric.definition()));
    return report
        .string("preset", name)
        .string("emptyMasks", emptyPolicy.name().toLowerCase(Locale.ROOT))
        .object("definitions", definitions);
  }
}
