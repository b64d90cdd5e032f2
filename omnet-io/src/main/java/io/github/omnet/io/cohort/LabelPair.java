package io.github.omnet.io.cohort;

import io.github.omnet.core.OmnetException;
import io.github.omnet.core.subject.LabelScheme;
import io.github.omnet.core.subject.TumorLabels;
import io.github.omnet.core.volume.LabelMap;
import io.github.omnet.io.Images;
import io.github.omnet.io.dataset.TruthEncoding;
import io.github.omnet.io.internal.SharedTask;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ForkJoinPool;

/**
 * Two segmentations of one subject with what their numbers mean. Where that is not told, both files
 * together tell it: a label that one of them lacks may occur in the other.
 *
 * @param prediction the one to judge
 * @param predictionLabels name of its encoding
 * @param reference the one to judge by
 * @param referenceLabels name of its encoding
 */
public record LabelPair(
    TumorLabels prediction,
    String predictionLabels,
    TumorLabels reference,
    String referenceLabels) {
  /**
   * Reads both at once: one on the common pool while the calling thread reads the other.
   *
   * @param prediction file of the one to judge
   * @param reference file of the one to judge by
   * @param name what the encoding is called, if there is one
   * @param encoding what the numbers of both files mean; empty to tell by the labels that occur
   * @return both, decoded; their grids may differ
   * @throws IOException if a file cannot be read
   * @throws OmnetException if labels do not fit the encoding
   */
  public static LabelPair read(
      Path prediction, Path reference, String name, Optional<TruthEncoding> encoding)
      throws IOException {
    SharedTask<LabelMap> beside =
        new SharedTask<>(() -> Images.readLabels(reference)).startOn(ForkJoinPool.commonPool());
    LabelMap predicted = Images.readLabels(prediction);
    LabelMap expected = beside.join();
    if (encoding.isPresent()) {
      return new LabelPair(
          decode(prediction, predicted, encoding.get()),
          name,
          decode(reference, expected, encoding.get()),
          name);
    }
    Optional<LabelScheme> common = common(predicted.counts().keySet(), expected.counts().keySet());
    TruthEncoding told = common.map(TruthEncoding::of).orElse(TruthEncoding.DETECT);
    TumorLabels p = decode(prediction, predicted, told);
    TumorLabels r = decode(reference, expected, told);
    return new LabelPair(p, p.scheme().toString(), r, r.scheme().toString());
  }

  /**
   * The scheme of both. Only where one file has 3 without 4 and the other 4 without 3 is there
   * none: these are the enhancing tumour of 2023 and that of 2021.
   */
  private static Optional<LabelScheme> common(Set<Integer> one, Set<Integer> other) {
    boolean three = one.contains(3) || other.contains(3);
    boolean four = one.contains(4) || other.contains(4);
    if (!three) {
      return Optional.of(LabelScheme.BRATS2021);
    }
    if (!four) {
      return Optional.of(LabelScheme.BRATS2023);
    }
    boolean inOneFile = one.containsAll(List.of(3, 4)) || other.containsAll(List.of(3, 4));
    return inOneFile ? Optional.of(LabelScheme.BRATS2015) : Optional.empty();
  }

  private static TumorLabels decode(Path file, LabelMap map, TruthEncoding encoding) {
    try {
      return encoding.decode(map);
    } catch (OmnetException e) {
      throw new OmnetException(file + ": " + e.getMessage(), e);
    }
  }
}
