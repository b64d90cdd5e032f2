import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv3d;
import ai.djl.training.GradientCollector;
import io.github.omnet.models.internal.natives.Autocast;
import io.github.omnet.models.internal.natives.LayerPrecision;
import java.util.Random;

/**
 * Compares 3-D convolutions of PyTorch or MXNet, and their gradients, with sums in double precision, and prints those
 * that are wrong. With {@code libs} for the folder {@code omnet-examples/target/lib}, and freed memory filled with large
 * numbers:
 *
 * <pre>MALLOC_PERTURB_=170 OMP_NUM_THREADS=1 java -cp 'libs/*' ConvolutionFaults.java PyTorch</pre>
 */
public class ConvolutionFaults {
  private static final String[] NAMES = {"output", "of weight", "of input", "of bias"};

  /** Patches, channels in and out, depth, height, width, kernel. */
  private record Layer(int n, int in, int out, int d, int h, int w, int k) {
    Shape input() {
      return new Shape(n, in, d, h, w);
    }

    Shape weight() {
      return new Shape(out, in, k, k, k);
    }

    Shape output() {
      return new Shape(n, out, d, h, w);
    }
  }

  public static void main(String[] args) {
    Engine engine = Engine.getEngine(args[0]);
    int[] channels = {1, 2, 3, 4, 5, 8, 11, 16};
    int[][] extents = {{1, 1, 1}, {2, 2, 3}, {2, 4, 6}, {4, 2, 6}, {4, 6, 2}, {6, 6, 6}, {12, 12, 10}};
    for (boolean narrow : args[0].equals("PyTorch") ? new boolean[] {false, true} : new boolean[] {false}) {
      int wrong = 0;
      int all = 0;
      for (int k : new int[] {1, 3}) {
        for (int n : new int[] {1, 3}) {
          for (int[] e : extents) {
            for (int in : channels) {
              for (int out : channels) {
                Layer layer = new Layer(n, in, out, e[0], e[1], e[2], k);
                String faults = faults(engine, layer, narrow);
                all++;
                if (!faults.isEmpty()) {
                  wrong++;
                  System.out.println((narrow ? "bfloat16 " : "float32 ") + layer + faults);
                }
              }
            }
          }
        }
      }
      System.out.println((narrow ? "bfloat16: " : "float32: ") + wrong + " of " + all + " layers are wrong");
    }
  }

  private static String faults(Engine engine, Layer layer, boolean narrow) {
    float[][] truth = sums(layer);
    float[][] found = computed(engine, layer, narrow);
    StringBuilder faults = new StringBuilder();
    for (int a = 0; a < NAMES.length; a++) {
      double cosine = cosine(truth[a], found[a]);
      if (!(cosine > (narrow ? 0.999 : 0.999999))) {
        faults.append(", ").append(NAMES[a]).append(' ').append(cosine);
      }
    }
    return faults.toString();
  }

  /** As the engine computes it, channels last in memory. */
  private static float[][] computed(Engine engine, Layer layer, boolean narrow) {
    try (NDManager manager = engine.newBaseManager()) {
      NDArray x = channelsLast(manager.create(noise(1, layer.input()), layer.input()));
      NDArray weight = manager.create(noise(2, layer.weight()), layer.weight());
      NDArray bias = manager.zeros(new Shape(layer.out()));
      NDArray target = channelsLast(manager.create(noise(3, layer.output()), layer.output()));
      for (NDArray learns : new NDArray[] {x, weight, bias}) {
        learns.setRequiresGradient(true);
      }
      float[] output;
      LayerPrecision until = narrow ? Autocast.begin() : LayerPrecision.UNCHANGED;
      try (GradientCollector collector = engine.newGradientCollector()) {
        long pad = layer.k() / 2;
        Shape one = new Shape(1, 1, 1);
        NDArray y = Conv3d.conv3d(x, weight, bias, one, new Shape(pad, pad, pad), one).singletonOrThrow();
        NDArray product = y.mul(target);
        output = product.toFloatArray();
        collector.backward(product.sum());
      } finally {
        until.close();
      }
      return new float[][] {
        output,
        weight.getGradient().toFloatArray(),
        x.getGradient().toFloatArray(),
        bias.getGradient().toFloatArray()
      };
    }
  }

  private static NDArray channelsLast(NDArray x) {
    Shape s = x.getShape();
    return x.transpose(0, 2, 3, 4, 1)
        .reshape(-1)
        .reshape(s.get(0), s.get(2), s.get(3), s.get(4), s.get(1))
        .transpose(0, 4, 1, 2, 3);
  }

  /** Output times target, and the gradients of its sum: of the weight, the input and the bias. */
  private static float[][] sums(Layer l) {
    float[] x = noise(1, l.input());
    float[] weight = noise(2, l.weight());
    float[] target = noise(3, l.output());
    double[] y = new double[target.length];
    double[] ofWeight = new double[weight.length];
    double[] ofInput = new double[x.length];
    double[] ofBias = new double[l.out()];
    int pad = l.k() / 2;
    int taps = l.k() * l.k() * l.k();
    for (int at = 0; at < y.length; at++) {
      int column = at % l.w();
      int row = at / l.w() % l.h();
      int slice = at / (l.w() * l.h()) % l.d();
      int out = at / (l.w() * l.h() * l.d()) % l.out();
      int patch = at / (l.w() * l.h() * l.d() * l.out());
      ofBias[out] += target[at];
      for (int tap = 0; tap < l.in() * taps; tap++) {
        int z = slice + tap / (l.k() * l.k()) % l.k() - pad;
        int v = row + tap / l.k() % l.k() - pad;
        int u = column + tap % l.k() - pad;
        if (z >= 0 && v >= 0 && u >= 0 && z < l.d() && v < l.h() && u < l.w()) {
          int from = (((patch * l.in() + tap / taps) * l.d() + z) * l.h() + v) * l.w() + u;
          int by = out * l.in() * taps + tap;
          y[at] += (double) x[from] * weight[by] * target[at];
          ofWeight[by] += (double) x[from] * target[at];
          ofInput[from] += (double) weight[by] * target[at];
        }
      }
    }
    double[][] sums = {y, ofWeight, ofInput, ofBias};
    float[][] all = new float[sums.length][];
    for (int a = 0; a < sums.length; a++) {
      all[a] = new float[sums[a].length];
      for (int n = 0; n < all[a].length; n++) {
        all[a][n] = (float) sums[a][n];
      }
    }
    return all;
  }

  private static float[] noise(int seed, Shape shape) {
    Random random = new Random(seed);
    float[] values = new float[(int) shape.size()];
    for (int n = 0; n < values.length; n++) {
      values[n] = (float) random.nextGaussian();
    }
    return values;
  }

  private static double cosine(float[] a, float[] b) {
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int n = 0; n < a.length; n++) {
      ab += (double) a[n] * b[n];
      aa += (double) a[n] * a[n];
      bb += (double) b[n] * b[n];
    }
    return ab / Math.sqrt(aa * bb);
  }
}
