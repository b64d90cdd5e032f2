package io.github.omnet.models.reference;

import java.util.function.Supplier;

/** Derivatives by central differences. */
public final class Differences {
  private static final double STEP = 1e-6;

  private Differences() {}

  /** The derivative of a function by each value of an array that it reads. */
  public static double[] gradient(Supplier<Double> function, double[] values) {
    double[] gradient = new double[values.length];
    for (int k = 0; k < values.length; k++) {
      gradient[k] = derivative(function, values, k);
    }
    return gradient;
  }

  /** The derivative by one value; the array is left as it was. */
  public static double derivative(Supplier<Double> function, double[] values, int k) {
    double value = values[k];
    values[k] = value + STEP;
    double above = function.get();
    values[k] = value - STEP;
    double below = function.get();
    values[k] = value;
    return (above - below) / (2 * STEP);
  }
}
