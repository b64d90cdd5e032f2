package io.github.omnet.examples.console;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/**
 * Finds the word that was meant, by the smallest number of letters that have to be inserted,
 * deleted, replaced or swapped with their neighbour.
 */
public final class Nearest {
  /** One slip in so many letters is taken for a slip; more is another word. */
  private static final int LETTERS_PER_SLIP = 3;

  /** No longer word is looked at, for it may be of any length. */
  private static final int LONGEST = 64;

  private Nearest() {}

  /**
   * Finds the known word that is nearest to a misspelt one.
   *
   * @param word what was written
   * @param known what could have been meant
   * @return the nearest known word; empty if none is near
   */
  public static Optional<String> of(String word, Collection<String> known) {
    if (word.length() > LONGEST) {
      return Optional.empty();
    }
    return known.stream()
        .filter(one -> slips(word, one) <= Math.max(1, letters(word) / LETTERS_PER_SLIP))
        .min(
            Comparator.comparingInt((String one) -> slips(word, one))
                .thenComparing(Comparator.naturalOrder()));
  }

  private static int letters(String word) {
    return (int) word.chars().filter(Character::isLetterOrDigit).count();
  }

  private static int slips(String one, String other) {
    int[][] slips = new int[one.length() + 1][other.length() + 1];
    for (int i = 0; i <= one.length(); i++) {
      for (int j = 0; j <= other.length(); j++) {
        if (i == 0 || j == 0) {
          slips[i][j] = i + j;
          continue;
        }
        int replaced = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
        int least = slips[i - 1][j - 1] + replaced;
        least = Math.min(least, 1 + Math.min(slips[i - 1][j], slips[i][j - 1]));
        if (i > 1
            && j > 1
            && one.charAt(i - 1) == other.charAt(j - 2)
            && one.charAt(i - 2) == other.charAt(j - 1)) {
          least = Math.min(least, slips[i - 2][j - 2] + 1);
        }
        slips[i][j] = least;
      }
    }
    return slips[one.length()][other.length()];
  }
}
