package io.github.omnet.models.reference;

import static io.github.omnet.models.reference.Layers.add;
import static io.github.omnet.models.reference.Layers.maxPool;
import static io.github.omnet.models.reference.Layers.relu;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The blocks of the published networks, each read from the parameters under its name. */
public final class ReferenceNetwork {
  private final Map<String, double[]> parameters;
  private final boolean training;

  /**
   * @param training whether batch normalisation uses the statistics of the batch
   */
  public ReferenceNetwork(Map<String, double[]> parameters, boolean training) {
    this.parameters = parameters;
    this.training = training;
  }

  private double[] get(String name) {
    double[] values = parameters.get(name);
    if (values == null) {
      throw new IllegalArgumentException("no parameter " + name);
    }
    return values;
  }

  public Tensor convolution(String at, Tensor x) {
    return Layers.convolution(x, get(at + ".weight"), get(at + ".bias"));
  }

  public Tensor upConvolution(String at, Tensor x) {
    return Layers.upConvolution(x, get(at + ".weight"), get(at + ".bias"));
  }

  public Tensor batchNorm(String at, Tensor x) {
    double[] mean = training ? Layers.mean(x) : get(at + ".mean");
    double[] variance = training ? Layers.variance(x) : get(at + ".variance");
    return Layers.normalized(x, mean, variance, get(at + ".gamma"), get(at + ".beta"));
  }

  private Tensor convBn(String at, Tensor x) {
    return batchNorm(at + ".bn", convolution(at + ".conv", x));
  }

  private Tensor cbr(String at, Tensor x) {
    return relu(convBn(at + ".body", x));
  }

  public Tensor stage(String at, Tensor x, boolean withExit) {
    Tensor x0 = cbr(at + ".entry", x);
    Tensor r = convBn(at + ".third", cbr(at + ".second", cbr(at + ".first", x0)));
    Tensor y = relu(add(x0, r));
    return withExit ? cbr(at + ".exit", y) : y;
  }

  public Tensor upStage(String at, Tensor x, Tensor skip, boolean withExit) {
    Tensor up = batchNorm(at + ".up.body.bn", upConvolution(at + ".up.body.conv", x));
    return stage(at + ".stage", add(relu(up), skip), withExit);
  }

  public Tensor backbone(String at, Tensor x) {
    Tensor skip0 = stage(at + ".enc0", x, true);
    Tensor skip1 = stage(at + ".enc1", maxPool(skip0), true);
    Tensor skip2 = stage(at + ".enc2", maxPool(skip1), true);
    Tensor bottom = stage(at + ".bottom", maxPool(skip2), true);
    Tensor y = upStage(at + ".up2", bottom, skip2, true);
    y = upStage(at + ".up1", y, skip1, true);
    return upStage(at + ".up0", y, skip0, false);
  }

  /** With squeeze-and-excitation if there are parameters for it. */
  public Tensor head(String at, Tensor x) {
    boolean excited = parameters.containsKey(at + ".excitation.reduce.weight");
    Tensor in = excited ? squeezeExcitation(at + ".excitation", x) : x;
    return convolution(at + ".classifier", cbr(at + ".features", in));
  }

  public Tensor squeezeExcitation(String at, Tensor x) {
    Tensor mean = Tensor.zeros(x.n(), x.c(), 1, 1, 1);
    for (int k = 0; k < x.values().length; k++) {
      mean.values()[k / x.voxels()] += x.values()[k] / x.voxels();
    }
    Tensor between = relu(convolution(at + ".reduce", mean));
    Tensor scale = Layers.sigmoid(convolution(at + ".expand", between));
    return scaled(x, scale);
  }

  private static Tensor scaled(Tensor x, Tensor perChannel) {
    Tensor y = x.like(x.c());
    for (int k = 0; k < y.values().length; k++) {
      y.values()[k] = x.values()[k] * perChannel.values()[k / x.voxels()];
    }
    return y;
  }

  /**
   * Cross-task guided attention.
   *
   * @param probabilities of the task that guides
   * @param region its classes inside
   */
  public Tensor attention(String at, Tensor features, Tensor probabilities, Set<Integer> region) {
    Tensor in = sumOfClasses(probabilities, region, true);
    Tensor out = sumOfClasses(probabilities, region, false);
    Tensor zIn = convolution(at + ".inside", weighted(features, in));
    Tensor zOut = convolution(at + ".outside", weighted(features, out));
    return convolution(at + ".classifier", add(times(zIn, in), times(zOut, out)));
  }

  private static Tensor sumOfClasses(Tensor p, Set<Integer> region, boolean inside) {
    Tensor sum = p.like(1);
    for (int n = 0; n < p.n(); n++) {
      for (int c = 0; c < p.c(); c++) {
        for (int v = 0; v < p.voxels() && region.contains(c) == inside; v++) {
          sum.values()[sum.start(n, 0) + v] += p.values()[p.start(n, c) + v];
        }
      }
    }
    return sum;
  }

  private static Tensor weighted(Tensor f, Tensor p) {
    Tensor m = Tensor.zeros(f.n(), f.c(), 1, 1, 1);
    for (int n = 0; n < f.n(); n++) {
      double norm = 1e-6;
      for (int c = 0; c < f.c(); c++) {
        double a = 0;
        for (int v = 0; v < f.voxels(); v++) {
          a += f.values()[f.start(n, c) + v] * p.values()[p.start(n, 0) + v];
        }
        m.values()[n * f.c() + c] = a;
        norm += Math.abs(a);
      }
      for (int c = 0; c < f.c(); c++) {
        m.values()[n * f.c() + c] /= norm;
      }
    }
    return scaled(f, m);
  }

  private static Tensor times(Tensor z, Tensor p) {
    Tensor y = z.like(z.c());
    for (int n = 0; n < z.n(); n++) {
      for (int c = 0; c < z.c(); c++) {
        for (int v = 0; v < z.voxels(); v++) {
          y.values()[z.start(n, c) + v] =
              z.values()[z.start(n, c) + v] * p.values()[p.start(n, 0) + v];
        }
      }
    }
    return y;
  }

  /** OM-Net, with squeeze-and-excitation or without: task k sees the first k + 1 streams. */
  public List<Tensor> omNet(Tensor x, int... streams) {
    Tensor features = backbone("backbone", x);
    List<Tensor> scores = new ArrayList<>();
    int seen = 0;
    for (int task = 0; task < streams.length; task++) {
      seen += streams[task];
      scores.add(head("head" + (task + 1), features.first(seen)));
    }
    return scores;
  }

  /** OM-Net with cross-task guided attention. */
  public List<Tensor> omNetCga(Tensor x, int... streams) {
    return omNetCga(x, guidance(x), streams);
  }

  /** The probabilities of tasks 1 and 2, by which they guide tasks 2 and 3. */
  public List<Tensor> guidance(Tensor x) {
    Tensor features = backbone("backbone", x);
    Tensor p1 = Layers.softmax(head("head1", features));
    Tensor p2 = Layers.softmax(attention("head2", features, p1, Set.of(1, 2, 3)));
    return List.of(p1, p2);
  }

  /** With guidance that stays whatever the parameters: what a stopped gradient sees. */
  public List<Tensor> omNetCga(Tensor x, List<Tensor> guidance, int... streams) {
    Tensor features = backbone("backbone", x);
    Tensor s1 = head("head1", features);
    Tensor s2 = attention("head2", features, guidance.get(0), Set.of(1, 2, 3));
    Tensor s3 = attention("head3", features, guidance.get(1), Set.of(1, 3));
    return List.of(s1.first(streams[0]), s2.first(streams[0] + streams[1]), s3);
  }

  /** A basic network for each of three tasks. */
  public List<Tensor> cascade(Tensor x) {
    List<Tensor> scores = new ArrayList<>();
    for (int task = 1; task <= 3; task++) {
      String net = "net" + task + ".";
      scores.add(head(net + "head1", backbone(net + "backbone", x)));
    }
    return scores;
  }
}
