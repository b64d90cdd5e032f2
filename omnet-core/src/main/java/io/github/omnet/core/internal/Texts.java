package io.github.omnet.core.internal;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Texts of numbers that stay the same from JDK to JDK, for fingerprints and replay. */
public final class Texts {
  private static final int MOST_DIGITS = 17;

  private Texts() {}

  /**
   * The shortest decimal that reads back as the number. {@link Double#toString} changed with JDK
   * 19.
   *
   * @param value finite
   * @return such as {@code 0.1}, {@code -2} or {@code 1E+30}
   */
  public static String of(double value) {
    BigDecimal exact = new BigDecimal(value);
    for (int digits = 1; digits < MOST_DIGITS; digits++) {
      BigDecimal rounded = exact.round(new MathContext(digits));
      if (rounded.doubleValue() == value) {
        return shortest(rounded);
      }
    }
    return shortest(exact.round(new MathContext(MOST_DIGITS)));
  }

  private static String shortest(BigDecimal value) {
    BigDecimal stripped = value.stripTrailingZeros();
    return Math.abs(stripped.precision() - stripped.scale()) < MOST_DIGITS
        ? stripped.toPlainString()
        : stripped.toString();
  }

  /**
   * Several numbers.
   *
   * @param values finite
   * @return joined by spaces
   */
  public static String of(double... values) {
    return Arrays.stream(values).mapToObj(Texts::of).collect(Collectors.joining(" "));
  }

  /**
   * A short name for the content of an array.
   *
   * @param values the content
   * @return 16 hexadecimal digits of its SHA-256
   */
  public static String digest(double[] values) {
    Hasher hasher = Hashing.sha256().newHasher();
    for (double value : values) {
      hasher.putDouble(value);
    }
    return hasher.hash().toString().substring(0, 16);
  }

  /**
   * A short name for the content of an array.
   *
   * @param values the content
   * @return 16 hexadecimal digits of its SHA-256
   */
  public static String digest(boolean[] values) {
    Hasher hasher = Hashing.sha256().newHasher();
    for (boolean value : values) {
      hasher.putBoolean(value);
    }
    return hasher.hash().toString().substring(0, 16);
  }
}
