package io.github.omnet.models.reference;

import java.util.function.DoubleUnaryOperator;

/** Every operation of the networks, by its definition. */
public final class Layers {
  private Layers() {}

  /** Cross-correlation with a cubic kernel, stride 1, zeros outside; weight out, in, k, k, k. */
  public static Tensor convolution(Tensor x, double[] weight, double[] bias) {
    int out = bias.length;
    int k = (int) Math.round(Math.cbrt(weight.length / (double) (out * x.c())));
    Tensor y = x.like(out);
    for (int n = 0; n < x.n(); n++) {
      for (int o = 0; o < out; o++) {
        for (int p = 0; p < x.voxels(); p++) {
          int px = p % x.w();
          int py = p / x.w() % x.h();
          int pz = p / x.w() / x.h();
          double sum = bias[o];
          for (int i = 0; i < x.c(); i++) {
            for (int q = 0; q < k * k * k; q++) {
              int qx = px + q % k - k / 2;
              int qy = py + q / k % k - k / 2;
              int qz = pz + q / k / k - k / 2;
              sum += weight[(o * x.c() + i) * k * k * k + q] * x.padded(n, i, qz, qy, qx);
            }
          }
          y.values()[y.index(n, o, pz, py, px)] = sum;
        }
      }
    }
    return y;
  }

  /** Transposed convolution, kernel 2, stride 2; weight in, out, 2, 2, 2. */
  public static Tensor upConvolution(Tensor x, double[] weight, double[] bias) {
    int out = bias.length;
    Tensor y = Tensor.zeros(x.n(), out, 2 * x.d(), 2 * x.h(), 2 * x.w());
    for (int n = 0; n < y.n(); n++) {
      for (int o = 0; o < out; o++) {
        for (int z = 0; z < y.d(); z++) {
          for (int py = 0; py < y.h(); py++) {
            for (int px = 0; px < y.w(); px++) {
              int corner = (z % 2 * 2 + py % 2) * 2 + px % 2;
              double sum = bias[o];
              for (int i = 0; i < x.c(); i++) {
                sum += weight[(i * out + o) * 8 + corner] * x.at(n, i, z / 2, py / 2, px / 2);
              }
              y.values()[y.index(n, o, z, py, px)] = sum;
            }
          }
        }
      }
    }
    return y;
  }

  /** The mean of each channel over patches and voxels. */
  public static double[] mean(Tensor x) {
    double[] mean = new double[x.c()];
    for (int k = 0; k < x.values().length; k++) {
      mean[k / x.voxels() % x.c()] += x.values()[k] / (x.n() * x.voxels());
    }
    return mean;
  }

  /** The mean squared distance from the mean, by channel. */
  public static double[] variance(Tensor x) {
    double[] mean = mean(x);
    double[] variance = new double[x.c()];
    for (int k = 0; k < x.values().length; k++) {
      int c = k / x.voxels() % x.c();
      double off = x.values()[k] - mean[c];
      variance[c] += off * off / (x.n() * x.voxels());
    }
    return variance;
  }

  /** {@code gamma * (x - mean) / sqrt(variance + 1e-5) + beta}, by channel. */
  public static Tensor normalized(
      Tensor x, double[] mean, double[] variance, double[] gamma, double[] beta) {
    Tensor y = x.like(x.c());
    for (int k = 0; k < y.values().length; k++) {
      int c = k / x.voxels() % x.c();
      double standard = (x.values()[k] - mean[c]) / Math.sqrt(variance[c] + 1e-5);
      y.values()[k] = gamma[c] * standard + beta[c];
    }
    return y;
  }

  public static Tensor relu(Tensor x) {
    return map(x, v -> Math.max(0, v));
  }

  public static Tensor sigmoid(Tensor x) {
    return map(x, v -> 1 / (1 + Math.exp(-v)));
  }

  public static Tensor add(Tensor a, Tensor b) {
    Tensor y = a.like(a.c());
    for (int k = 0; k < y.values().length; k++) {
      y.values()[k] = a.values()[k] + b.values()[k];
    }
    return y;
  }

  /** The largest of each 2x2x2 cell. */
  public static Tensor maxPool(Tensor x) {
    Tensor y = Tensor.zeros(x.n(), x.c(), x.d() / 2, x.h() / 2, x.w() / 2);
    java.util.Arrays.fill(y.values(), Double.NEGATIVE_INFINITY);
    for (int k = 0; k < x.values().length; k++) {
      int px = k % x.w();
      int py = k / x.w() % x.h();
      int pz = k / x.w() / x.h() % x.d();
      int channel = k / x.voxels();
      int to = y.index(channel / x.c(), channel % x.c(), pz / 2, py / 2, px / 2);
      y.values()[to] = Math.max(y.values()[to], x.values()[k]);
    }
    return y;
  }

  /** Probabilities over the channels of each voxel. */
  public static Tensor softmax(Tensor scores) {
    Tensor p = scores.like(scores.c());
    for (int n = 0; n < p.n(); n++) {
      for (int v = 0; v < p.voxels(); v++) {
        double sum = 0;
        for (int c = 0; c < p.c(); c++) {
          sum += Math.exp(scores.values()[scores.start(n, c) + v]);
        }
        for (int c = 0; c < p.c(); c++) {
          int at = p.start(n, c) + v;
          p.values()[at] = Math.exp(scores.values()[at]) / sum;
        }
      }
    }
    return p;
  }

  /**
   * Cross-entropy, the mean over the voxels of the patches that count.
   *
   * @param classes of every voxel, by patch
   */
  public static double crossEntropy(Tensor scores, int[] classes, boolean[] counts) {
    Tensor p = softmax(scores);
    double sum = 0;
    int voxels = 0;
    for (int n = 0; n < p.n(); n++) {
      for (int v = 0; counts[n] && v < p.voxels(); v++) {
        sum -= Math.log(p.values()[p.start(n, classes[n * p.voxels() + v]) + v]);
        voxels++;
      }
    }
    return sum / voxels;
  }

  private static Tensor map(Tensor x, DoubleUnaryOperator f) {
    return new Tensor(
        x.n(), x.c(), x.d(), x.h(), x.w(), java.util.Arrays.stream(x.values()).map(f).toArray());
  }
}
