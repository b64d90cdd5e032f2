package io.github.omnet.io.dataset;

import io.github.omnet.core.subject.LabelScheme;
import io.github.omnet.core.subject.TumorLabels;
import io.github.omnet.core.volume.LabelMap;
import java.util.Map;
import java.util.Optional;

/**
 * How a data set numbers its labels.
 *
 * @param scheme what the numbers mean; empty to guess it by {@link LabelScheme#detect} per subject
 * @param relabel label in the scheme by label in the file; labels not named stay as they are
 */
public record TruthEncoding(Optional<LabelScheme> scheme, Map<Integer, Integer> relabel) {
  /** Guesses the scheme of each subject from the labels that occur. */
  public static final TruthEncoding DETECT = new TruthEncoding(Optional.empty(), Map.of());

  /**
   * The numbers of nnU-Net's BraTS data sets and of the Medical Segmentation Decathlon: 1 oedema, 2
   * necrosis and non-enhancing core, 3 enhancing. Oedema and core have changed places as against
   * {@link LabelScheme#BRATS2023}, which nothing in the file would tell.
   */
  public static final TruthEncoding NNUNET =
      new TruthEncoding(Optional.of(LabelScheme.BRATS2023), Map.of(1, 2, 2, 1));

  /**
   * Copies the table.
   *
   * @param scheme what the numbers mean
   * @param relabel label in the scheme by label in the file
   */
  public TruthEncoding {
    relabel = Map.copyOf(relabel);
  }

  /**
   * Labels that need no change.
   *
   * @param scheme what the numbers mean
   * @return the encoding
   */
  public static TruthEncoding of(LabelScheme scheme) {
    return new TruthEncoding(Optional.of(scheme), Map.of());
  }

  /**
   * Gives labels their meaning.
   *
   * @param map labels as in the file
   * @return the segmentation
   * @throws io.github.omnet.core.OmnetException if a label does not fit the scheme
   */
  public TumorLabels decode(LabelMap map) {
    LabelMap changed = relabel.isEmpty() ? map : changed(map);
    return scheme
        .map(known -> new TumorLabels(changed, known))
        .orElseGet(() -> TumorLabels.detect(changed));
  }

  private LabelMap changed(LabelMap map) {
    byte[] table = new byte[LabelMap.MAX_LABEL + 1];
    for (int label = 0; label <= LabelMap.MAX_LABEL; label++) {
      table[label] = (byte) (int) relabel.getOrDefault(label, label);
    }
    byte[] labels = map.data().clone();
    for (int n = 0; n < labels.length; n++) {
      labels[n] = table[labels[n] & 0xff];
    }
    return LabelMap.wrap(map.grid(), labels);
  }
}
