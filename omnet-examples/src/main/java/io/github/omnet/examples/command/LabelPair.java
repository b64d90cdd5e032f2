package io.github.omnet.examples.command;

import io.github.omnet.core.OmnetException;
import io.github.omnet.core.subject.LabelScheme;
import io.github.omnet.core.subject.TumorLabels;
import io.github.omnet.core.volume.LabelMap;
import io.github.omnet.io.Images;
import io.github.omnet.io.dataset.TruthEncoding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Two segmentations of one subject with what their numbers mean. Where that is not told, both files
 * together tell it: a label that one of them lacks may occur in the other.
 *
 * @param prediction the one to judge
 * @param predictionLabels name of its encoding
 * @param reference the one to judge by
 * @param referenceLabels name of its encoding
 */
record LabelPair(
    TumorLabels prediction,
    String predictionLabels,
    TumorLabels reference,
    String referenceLabels) {
  /** Reads both. */
  static LabelPair read(Path prediction, Path reference, EncodingOption.Choice choice)
      throws IOException {
    LabelMap predicted = Images.readLabels(prediction);
    LabelMap expected = Images.readLabels(reference);
    if (choice.encoding().isPresent()) {
      return new LabelPair(
          decode(prediction, predicted, choice.encoding().get()),
          choice.name(),
          decode(reference, expected, choice.encoding().get()),
          choice.name());
    }
    Optional<LabelScheme> common = common(predicted.counts().keySet(), expected.counts().keySet());
    TruthEncoding encoding = common.map(TruthEncoding::of).orElse(TruthEncoding.DETECT);
    TumorLabels p = decode(prediction, predicted, encoding);
    TumorLabels r = decode(reference, expected, encoding);
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
