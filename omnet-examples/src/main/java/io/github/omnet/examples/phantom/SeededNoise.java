package io.github.omnet.examples.phantom;

/**
 * Random numbers and smooth random fields that are pure functions of a seed and a position, so that
 * a phantom depends on neither the order of evaluation nor the JDK: only multiplications, shifts
 * and exact floating-point operations.
 */
final class SeededNoise {
  private final long seed;

  SeededNoise(long seed) {
    this.seed = mix(seed + 0x9E3779B97F4A7C15L);
  }

  /** An independent stream. */
  SeededNoise stream(long n) {
    return new SeededNoise(seed ^ mix(n));
  }

  /** The n-th number of this stream, uniform in [0, 1). */
  double uniform(long n) {
    return (mix(seed + n * 0x9E3779B97F4A7C15L) >>> 11) * 0x1p-53;
  }

  /** The n-th number of this stream, uniform between two bounds. */
  double between(long n, double low, double high) {
    return low + (high - low) * uniform(n);
  }

  /** The n-th number of this stream, nearly normal: the sum of four uniform 16-bit numbers. */
  double gaussian(long n) {
    long bits = mix(seed + n * 0x9E3779B97F4A7C15L);
    long sum =
        (bits & 0xffff) + (bits >>> 16 & 0xffff) + (bits >>> 32 & 0xffff) + (bits >>> 48 & 0xffff);
    return (sum - 131070) * (Math.sqrt(3) / 65536);
  }

  /** Perlin's gradient noise: smooth, mean 0, about -0.8 to 0.8, features of size 1. */
  double smooth(double x, double y, double z) {
    long i = (long) Math.floor(x);
    long j = (long) Math.floor(y);
    long k = (long) Math.floor(z);
    double fx = x - i;
    double fy = y - j;
    double fz = z - k;
    double sx = fade(fx);
    double sy = fade(fy);
    double sz = fade(fz);
    double sum = 0;
    for (int corner = 0; corner < 8; corner++) {
      int cx = corner & 1;
      int cy = corner >> 1 & 1;
      int cz = corner >> 2;
      double weight = (cx == 1 ? sx : 1 - sx) * (cy == 1 ? sy : 1 - sy) * (cz == 1 ? sz : 1 - sz);
      sum += weight * gradient(i + cx, j + cy, k + cz, fx - cx, fy - cy, fz - cz);
    }
    return sum;
  }

  private double gradient(long i, long j, long k, double dx, double dy, double dz) {
    long bits = mix(seed ^ mix(i * 0x8DA6B343L + j * 0xD8163841L + k * 0xCB1AB31FL));
    double gx = ((bits & 0xffff) - 32767.5) / 32768;
    double gy = ((bits >>> 16 & 0xffff) - 32767.5) / 32768;
    double gz = ((bits >>> 32 & 0xffff) - 32767.5) / 32768;
    return 1.6 * (gx * dx + gy * dy + gz * dz);
  }

  private static double fade(double t) {
    return t * t * t * (t * (t * 6 - 15) + 10);
  }

  /** Finaliser of SplitMix64 (Steele, Lea and Flood 2014). */
  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
