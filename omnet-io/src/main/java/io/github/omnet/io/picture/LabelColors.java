package io.github.omnet.io.picture;

import io.github.omnet.core.subject.LabelScheme;
import io.github.omnet.core.subject.TumorRegion;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which colour a label is drawn in, and its name in the legend: a few printable characters of
 * ASCII.
 *
 * @param entries colour and name by label
 */
public record LabelColors(SortedMap<Integer, Entry> entries) {
  private static final int RED = 0xE6194B;
  private static final int GREEN = 0x3CB44B;
  private static final int YELLOW = 0xFFE119;
  private static final int BLUE = 0x4363D8;
  private static final int[] DISTINCT = {
    RED, GREEN, YELLOW, BLUE, 0xF58231, 0x42D4F4, 0xF032E6, 0xBFEF45
  };

  /**
   * How one label looks.
   *
   * @param rgb colour, 0xRRGGBB
   * @param name for the legend
   */
  public record Entry(int rgb, String name) {}

  /**
   * Copies the entries.
   *
   * @param entries colour and name by label
   */
  public LabelColors {
    entries = new TreeMap<>(entries);
  }

  /**
   * The usual colours of tumour classes: enhancing yellow (ET), oedema green (ED), necrosis red
   * (NCR), and the separate non-enhancing core of BraTS 2015 blue (NET).
   *
   * @param scheme the meaning of the labels
   * @return their colours
   */
  public static LabelColors of(LabelScheme scheme) {
    TreeMap<Integer, Entry> entries = new TreeMap<>();
    for (int label : scheme.labels()) {
      if (scheme.contains(TumorRegion.ET, label)) {
        entries.put(label, new Entry(YELLOW, "ET"));
      } else if (scheme.contains(TumorRegion.TC, label)) {
        entries.put(label, label == 1 ? new Entry(RED, "NCR") : new Entry(BLUE, "NET"));
      } else if (scheme.contains(TumorRegion.WT, label)) {
        entries.put(label, new Entry(GREEN, "ED"));
      }
    }
    return new LabelColors(entries);
  }

  /**
   * Eight colours that repeat, for labels of any other meaning; their names are their numbers.
   *
   * @param labels the labels that occur, 0 being background
   * @return their colours
   */
  public static LabelColors distinct(Iterable<Integer> labels) {
    TreeMap<Integer, Entry> entries = new TreeMap<>();
    for (int label : labels) {
      if (label != 0) {
        int rgb = DISTINCT[(label - 1) % DISTINCT.length];
        entries.put(label, new Entry(rgb, Integer.toString(label)));
      }
    }
    return new LabelColors(entries);
  }

  /** Colour by label, -1 where there is none. */
  int[] table() {
    int[] table = new int[256];
    Arrays.fill(table, -1);
    for (Map.Entry<Integer, Entry> entry : entries.entrySet()) {
      table[entry.getKey()] = entry.getValue().rgb();
    }
    return table;
  }
}
