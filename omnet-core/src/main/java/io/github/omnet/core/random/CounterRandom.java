package io.github.omnet.core.random;

/**
 * A generator that starts from a seed and a counter: the numbers for sample {@code n} of a stream
 * depend on {@code (seed, n)} alone, not on which samples were drawn before or by which thread. So
 * a stream resumes at any place without stored state.
 *
 * <p>SplitMix64 (Steele, Lea and Flood, OOPSLA 2014), written out here because the JDK does not
 * promise the algorithm of its own. Not for secrets. Not thread-safe: make one per sample.
 */
public final class CounterRandom {
  private static final long GOLDEN = 0x9e3779b97f4a7c15L;

  private long state;

  private CounterRandom(long state) {
    this.state = state;
  }

  /**
   * The generator of one sample.
   *
   * @param seed names the stream
   * @param n number of the sample in the stream
   * @return a generator at its start
   */
  public static CounterRandom of(long seed, long n) {
    return new CounterRandom(derive(seed, n));
  }

  /**
   * A seed for one of several independent purposes of the same run. For one seed, different numbers
   * give different results.
   *
   * @param seed the seed of the run
   * @param purpose number of the purpose
   * @return another seed
   */
  public static long derive(long seed, long purpose) {
    return mix(mix(seed + GOLDEN) + purpose * GOLDEN);
  }

  private static long mix(long value) {
    long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  /**
   * The next 64 bits.
   *
   * @return any long, all equally likely
   */
  public long nextLong() {
    state += GOLDEN;
    return mix(state);
  }

  /**
   * A whole number below a bound, without bias (Lemire 2019).
   *
   * @param bound above 0
   * @return 0 to {@code bound - 1}
   * @throws IllegalArgumentException if the bound is not positive
   */
  public int nextInt(int bound) {
    if (bound <= 0) {
      throw new IllegalArgumentException("bound must be above 0, found " + bound);
    }
    long product = (nextLong() >>> 32) * bound;
    long low = product & 0xffffffffL;
    if (low < bound) {
      long threshold = (1L << 32) % bound;
      while (low < threshold) {
        product = (nextLong() >>> 32) * bound;
        low = product & 0xffffffffL;
      }
    }
    return (int) (product >>> 32);
  }

  /**
   * A number in [0, 1), a multiple of 2^-53.
   *
   * @return the number
   */
  public double nextDouble() {
    return (nextLong() >>> 11) * 0x1p-53;
  }

  /**
   * A number from an interval.
   *
   * @param low lower end, included
   * @param high upper end
   * @return {@code low + (high - low) * nextDouble()}
   */
  public double uniform(double low, double high) {
    return low + (high - low) * nextDouble();
  }

  /**
   * Returns whether an event of a given probability happens.
   *
   * @param probability in [0, 1]
   * @return true with that probability
   */
  public boolean chance(double probability) {
    return nextDouble() < probability;
  }

  /**
   * A number from the normal distribution with mean 0 and standard deviation 1 (Box-Muller, with
   * {@link StrictMath} so that every platform gives the same).
   *
   * @return the number
   */
  public double nextGaussian() {
    double radius = Math.sqrt(-2 * StrictMath.log(1 - nextDouble()));
    return radius * StrictMath.cos(2 * Math.PI * nextDouble());
  }
}
