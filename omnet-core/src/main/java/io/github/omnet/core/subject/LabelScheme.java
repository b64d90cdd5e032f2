package io.github.omnet.core.subject;

import io.github.omnet.core.OmnetException;
import io.github.omnet.core.volume.LabelMap;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the numbers in a tumour segmentation mean, by the year of the BraTS challenge, and the class
 * id that the network uses for each.
 *
 * <p>Three classes (2017 on): 0 background, 1 necrosis and non-enhancing core, 2 oedema, 3
 * enhancing. BraTS 2015 keeps necrosis (1) and non-enhancing core (3) apart and its enhancing is 4.
 */
@SuppressWarnings("ImmutableEnumChecker") // the arrays never leave this class
public enum LabelScheme {
  /** BraTS 2013 and 2015: 1 necrosis, 2 oedema, 3 non-enhancing, 4 enhancing. */
  BRATS2015(new int[] {0, 1, 2, 3, 4}, new int[] {1, 3, 4}, 4),
  /** BraTS 2017 to 2021: 1 necrosis and non-enhancing, 2 oedema, 4 enhancing. */
  BRATS2021(new int[] {0, 1, 2, 4}, new int[] {1, 4}, 4),
  /** BraTS 2023 on: 1 necrosis and non-enhancing, 2 oedema, 3 enhancing. */
  BRATS2023(new int[] {0, 1, 2, 3}, new int[] {1, 3}, 3);

  /** Oedema, the one label that is whole tumour but not core, is 2 in every year. */
  public static final int OEDEMA = 2;

  /** File label by class id. */
  private final int[] labels;

  private final int[] core;
  private final int enhancing;

  LabelScheme(int[] labels, int[] core, int enhancing) {
    this.labels = labels;
    this.core = core;
    this.enhancing = enhancing;
  }

  /**
   * The labels that a file may hold, in the order of the network's class ids.
   *
   * @return labels, background first
   */
  public List<Integer> labels() {
    return Arrays.stream(labels).boxed().toList();
  }

  /**
   * Returns whether a label belongs to a region.
   *
   * @param region the region
   * @param label a label of this scheme
   * @return true if the region contains it; false for any label that the scheme lacks
   */
  public boolean contains(TumorRegion region, int label) {
    return switch (region) {
      case WT -> label == OEDEMA || isIn(core, label);
      case TC -> isIn(core, label);
      case ET -> label == enhancing;
    };
  }

  /**
   * The class id that the network uses for a label.
   *
   * @param label a label of this scheme
   * @return its class id, from 0
   * @throws OmnetException if the scheme has no such label
   */
  public int classOf(int label) {
    for (int id = 0; id < labels.length; id++) {
      if (labels[id] == label) {
        return id;
      }
    }
    throw new OmnetException(
        "label "
            + label
            + " is not one of "
            + labels()
            + " of "
            + this
            + "; name the right label scheme");
  }

  /**
   * The label written for a class id of the network.
   *
   * @param classId from 0
   * @return the label
   * @throws IndexOutOfBoundsException if the scheme has no such class
   */
  public int labelOf(int classId) {
    return labels[classId];
  }

  /**
   * The label of core that does not enhance: alone in 2015, one label with necrosis since.
   *
   * @return 3 or 1
   */
  public int nonEnhancingCore() {
    return this == BRATS2015 ? 3 : 1;
  }

  /**
   * Guesses the scheme from the labels that occur: 3 and 4 together mean 2015, 4 alone 2017-2021, 3
   * alone 2023. Without either the schemes agree on every region, and 2021 is returned.
   *
   * @param map labels of a tumour
   * @return the scheme
   * @throws OmnetException if a label fits none
   */
  public static LabelScheme detect(LabelMap map) {
    SortedMap<Integer, Integer> counts = map.counts();
    LabelScheme scheme = BRATS2021;
    if (counts.containsKey(3)) {
      scheme = counts.containsKey(4) ? BRATS2015 : BRATS2023;
    }
    scheme.check(map);
    return scheme;
  }

  /**
   * Refuses a map that holds a label which this scheme lacks.
   *
   * @param map labels of a tumour
   * @throws OmnetException naming the labels in question and their voxel counts
   */
  public void check(LabelMap map) {
    SortedMap<Integer, Integer> unknown = new TreeMap<>(map.counts());
    for (int label : labels) {
      unknown.remove(label);
    }
    if (!unknown.isEmpty()) {
      throw new OmnetException(
          "labels "
              + unknown.keySet()
              + " (voxels "
              + unknown.values()
              + ") are not among "
              + labels()
              + " of "
              + this
              + "; name the right label scheme, or check that this is a tumour segmentation");
    }
  }

  /**
   * Reads the name used on the command line.
   *
   * @param name such as {@code brats2021}, in any case
   * @return the scheme
   * @throws OmnetException naming the known ones
   */
  public static LabelScheme of(String name) {
    for (LabelScheme scheme : values()) {
      if (scheme.toString().equals(name.toLowerCase(Locale.ROOT))) {
        return scheme;
      }
    }
    throw new OmnetException(
        "'" + name + "' is no label scheme; known: " + Arrays.toString(values()));
  }

  private static boolean isIn(int[] set, int label) {
    for (int member : set) {
      if (member == label) {
        return true;
      }
    }
    return false;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
