package io.github.omnet.models.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import io.github.omnet.models.TestEngine;
import io.github.omnet.models.engine.EngineKind;
import io.github.omnet.models.engine.Precision;
import io.github.omnet.models.engine.TensorOps;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Scores and gradients in bfloat16 are those in 32-bit floats but for rounding. */
class PrecisionIT {
  private static final Shape PATCHES = new Shape(3, 4, 8, 16, 8);

  @BeforeEach
  void pyTorch() {
    assumeTrue(TestEngine.kind() == EngineKind.PYTORCH, "MXNet knows 32-bit floats alone");
  }

  private static float[] noise(Shape shape) {
    Random random = new Random(5);
    float[] values = new float[(int) shape.size()];
    for (int n = 0; n < values.length; n++) {
      values[n] = (float) random.nextGaussian();
    }
    return values;
  }

  @ParameterizedTest
  @EnumSource(names = {"OM_NET", "OM_NET_SE", "OM_NET_CGA", "CASCADE"})
  void scoresDifferByRoundingAndTheNextPassIsExactAgain(Architecture architecture) {
    try (NDManager manager = TestEngine.newManager()) {
      TaskNetwork net = Networks.of(architecture, NetworkConfig.omNet(8));
      Initialization.ofRelease(1).apply(net, manager);
      net.fold();
      ParameterStore store = new ParameterStore(manager, false);
      NDArray x = TensorOps.array(manager, noise(PATCHES), PATCHES);
      NDList exact = net.forward(store, new NDList(x), false);
      NDList rounded = net.computingIn(Precision.BFLOAT16).forward(store, new NDList(x), false);
      NDList again = net.computingIn(Precision.FLOAT32).forward(store, new NDList(x), false);
      for (int task = 0; task < exact.size(); task++) {
        NDArray truth = exact.get(task);
        assertThat(rounded.get(task).getDataType()).isEqualTo(DataType.FLOAT32);
        assertThat(again.get(task).toFloatArray()).isEqualTo(truth.toFloatArray());
        float difference = difference(rounded.get(task), truth);
        assertThat(difference).isBetween(1e-5f, 0.05f);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"OM_NET", "OM_NET_SE", "OM_NET_CGA"})
  void gradientsReachEvery32BitWeight(Architecture architecture) {
    Map<String, float[]> exact = gradients(architecture, Precision.FLOAT32);
    Map<String, float[]> rounded = gradients(architecture, Precision.BFLOAT16);
    assertThat(rounded.keySet()).isEqualTo(exact.keySet());
    double dot = 0;
    double squares = 0;
    double ofRounded = 0;
    for (String name : exact.keySet()) {
      float[] a = exact.get(name);
      float[] b = rounded.get(name);
      for (int n = 0; n < a.length; n++) {
        dot += (double) a[n] * b[n];
        squares += (double) a[n] * a[n];
        ofRounded += (double) b[n] * b[n];
      }
    }
    assertThat(dot / Math.sqrt(squares * ofRounded)).isBetween(0.98, 0.9999999);
  }

  private static Map<String, float[]> gradients(Architecture architecture, Precision precision) {
    try (NDManager manager = TestEngine.newManager()) {
      TaskNetwork net = Networks.of(architecture, NetworkConfig.omNet(8)).computingIn(precision);
      Initialization.ofRelease(1).apply(net, manager);
      Map<String, Parameter> parameters = Parameters.of(net);
      Pass pass = new Pass(new ParameterStore(manager, false), true, 3, 0.9f);
      try (GradientCollector collector = manager.getEngine().newGradientCollector()) {
        NDArray x = TensorOps.array(manager, noise(PATCHES), PATCHES);
        NDArray loss = null;
        for (NDArray scores : net.forwardStreams(pass, x, 1, 1, 1)) {
          NDArray own = scores.logSoftmax(1).get(":, 0").sum();
          loss = loss == null ? own : loss.add(own);
        }
        collector.backward(loss);
      }
      Map<String, float[]> gradients = new LinkedHashMap<>();
      parameters.forEach(
          (name, parameter) -> {
            if (parameter.requiresGradient()) {
              assertThat(parameter.getArray().getDataType()).isEqualTo(DataType.FLOAT32);
              gradients.put(name, parameter.getArray().getGradient().toFloatArray());
            }
          });
      return gradients;
    }
  }

  private static float difference(NDArray a, NDArray b) {
    return a.sub(b).abs().max().getFloat() / b.abs().max().getFloat();
  }
}
