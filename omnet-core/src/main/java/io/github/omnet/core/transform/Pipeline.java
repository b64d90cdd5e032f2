package io.github.omnet.core.transform;

import com.google.common.hash.Hashing;
import io.github.omnet.core.OmnetException;
import io.github.omnet.core.internal.Failures;
import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.LabelMap;
import io.github.omnet.core.volume.Mask;
import io.github.omnet.core.volume.Volume;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Transforms one after the other. What the network makes of the result returns to the subject's own
 * grid through {@link Run}.
 */
public final class Pipeline implements Transform {
  /** Part of every fingerprint; raised when a transform of the same text gives other voxels. */
  private static final String VERSION = "omnet pipeline 1";

  private final List<Transform> steps;

  private Pipeline(List<Transform> steps) {
    this.steps = steps;
  }

  /**
   * Puts transforms in order.
   *
   * @param steps applied from the first to the last; none at all leaves subjects as they are
   * @return the pipeline
   */
  public static Pipeline of(Transform... steps) {
    return new Pipeline(List.of(steps));
  }

  /**
   * The transforms in order.
   *
   * @return an immutable list
   */
  public List<Transform> steps() {
    return steps;
  }

  @Override
  public Subject apply(Subject subject) {
    return run(subject).subject();
  }

  /**
   * Applies the transforms and remembers how to get back.
   *
   * @param subject what to transform
   * @return the result and the way back
   * @throws OmnetException naming the subject and the transform that failed, for wrong data
   * @throws RuntimeException of any other kind as it was thrown by a transform that has a bug
   */
  public Run run(Subject subject) {
    List<SpatialTransform> back = new ArrayList<>();
    Subject current = subject;
    for (Transform step : steps) {
      try {
        Grid before = current.grid();
        if (step instanceof Pipeline nested) {
          Run run = nested.run(current);
          back.addAll(0, run.back);
          current = run.subject;
        } else {
          Transform fixed = step instanceof AdaptiveTransform a ? a.fit(current) : step;
          current = fixed.apply(current);
          if (fixed instanceof SpatialTransform spatial) {
            back.add(0, spatial.inverse(before));
          }
        }
      } catch (RuntimeException e) {
        throw Failures.at("subject " + subject.id() + ", transform " + step.describe(), e);
      }
    }
    return new Run(current, List.copyOf(back));
  }

  /**
   * A subject after a pipeline, and the way back to its grid before it.
   *
   * @param subject the transformed subject
   * @param back the inverses of the steps that changed the grid, the last step's first
   */
  public record Run(Subject subject, List<SpatialTransform> back) {
    /**
     * Keeps its own copy of the list.
     *
     * @param subject the transformed subject
     * @param back the inverses, the last step's first
     */
    public Run {
      back = List.copyOf(back);
    }

    /**
     * Brings labels made on the working grid back to the subject's own.
     *
     * @param labels on the transformed subject's grid
     * @return labels on the grid before the pipeline
     */
    public LabelMap toOriginal(LabelMap labels) {
      LabelMap current = labels;
      for (SpatialTransform step : back) {
        current = step.apply(current);
      }
      return current;
    }

    /**
     * Brings a set of voxels back to the subject's own grid.
     *
     * @param mask on the transformed subject's grid
     * @return a mask on the grid before the pipeline
     */
    public Mask toOriginal(Mask mask) {
      Mask current = mask;
      for (SpatialTransform step : back) {
        current = step.apply(current);
      }
      return current;
    }

    /**
     * Brings an image, such as a class's probability, back to the subject's own grid.
     *
     * @param volume on the transformed subject's grid
     * @return an image on the grid before the pipeline; 0 where the working grid did not reach
     */
    public Volume toOriginal(Volume volume) {
      Volume current = volume;
      for (SpatialTransform step : back) {
        current = step.apply(current);
      }
      return current;
    }
  }

  /**
   * A name for what the pipeline does, for caches and provenance: the SHA-256 of {@link
   * #describe()} and a version, in hexadecimal. The same on every machine; differs if any parameter
   * or the order does.
   *
   * @return 64 hexadecimal digits
   */
  public String fingerprint() {
    return Hashing.sha256()
        .hashString(VERSION + "\n" + describe(), StandardCharsets.UTF_8)
        .toString();
  }

  @Override
  public String describe() {
    List<String> texts = steps.stream().map(Transform::describe).toList();
    return "[" + String.join(" > ", texts) + "]";
  }

  @Override
  public String toString() {
    return describe();
  }
}
