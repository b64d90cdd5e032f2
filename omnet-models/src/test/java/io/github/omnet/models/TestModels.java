package io.github.omnet.models;

import io.github.omnet.core.preprocess.Preprocessing;
import io.github.omnet.core.subject.LabelScheme;
import io.github.omnet.core.transform.Transforms;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.core.volume.Spacing;
import io.github.omnet.models.internal.network.BlockParameters;
import io.github.omnet.models.network.Architecture;
import io.github.omnet.models.network.NetworkConfig;
import io.github.omnet.models.network.Networks;
import io.github.omnet.models.packaging.InferenceSettings;
import io.github.omnet.models.packaging.ModelManifest;
import io.github.omnet.models.packaging.ModelPackage;
import io.github.omnet.models.packaging.Provenance;
import io.github.omnet.models.packaging.SafeTensors;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Packages of small OM-Nets with random weights, made without an engine. */
public final class TestModels {
  private TestModels() {}

  /** A package whose weights the seed decides; windows of 16 x 16 x 16 that overlap by half. */
  public static ModelPackage random(int width, long seed) {
    return random(Architecture.OM_NET, LabelScheme.BRATS2021, new Shape(16, 16, 8), width, seed);
  }

  /** An OM-Net trained at voxels of so many mm along x, y, z. */
  public static ModelPackage spaced(int width, long seed, Spacing spacing) {
    return random(
        Architecture.OM_NET,
        LabelScheme.BRATS2021,
        new Shape(16, 16, 8),
        Optional.of(spacing),
        width,
        seed);
  }

  /** One of the networks of a whole, trained on patches of that extent. */
  public static ModelPackage random(
      Architecture architecture, LabelScheme scheme, Shape patch, int width, long seed) {
    return random(architecture, scheme, patch, Optional.empty(), width, seed);
  }

  /** An OM-Net told by a coarse one, which sees voxels of 2 mm. */
  public static ModelPackage twoLevels(int width, long seed) {
    ModelPackage coarse =
        random(
            Architecture.OM_NET,
            LabelScheme.BRATS2021,
            new Shape(16, 16, 8),
            Optional.of(new Spacing(2, 2, 2)),
            Preprocessing.DEFAULT.withSpacing(new Spacing(2, 2, 2)),
            width,
            seed + 1);
    return random(
            Architecture.OM_NET,
            LabelScheme.BRATS2021,
            new Shape(16, 16, 8),
            Optional.empty(),
            Preprocessing.DEFAULT.withStep(Transforms.coarseChannels()),
            width,
            seed)
        .withCoarse(coarse);
  }

  private static ModelPackage random(
      Architecture architecture,
      LabelScheme scheme,
      Shape patch,
      Optional<Spacing> spacing,
      int width,
      long seed) {
    return random(architecture, scheme, patch, spacing, Preprocessing.DEFAULT, width, seed);
  }

  private static ModelPackage random(
      Architecture architecture,
      LabelScheme scheme,
      Shape patch,
      Optional<Spacing> spacing,
      Preprocessing preprocessing,
      int width,
      long seed) {
    NetworkConfig whole = NetworkConfig.omNet(width).withChannels(preprocessing.channels().size());
    List<NetworkConfig> networks =
        architecture.equals(Architecture.CASCADE)
            ? whole.classes().stream().map(c -> NetworkConfig.basic(width, c)).toList()
            : List.of(whole);
    ModelManifest manifest =
        new ModelManifest(
            "random-" + seed,
            architecture,
            networks,
            preprocessing,
            spacing,
            scheme,
            patch,
            InferenceSettings.DEFAULT.withWindow(16, 16, 16, 0.5),
            new Provenance(
                "2026-01-01T00:00:00Z",
                "test",
                "none",
                "none",
                seed,
                0,
                List.of(),
                List.of(),
                Map.of(),
                Map.of()),
            List.of(),
            Optional.empty());
    return ModelPackage.of(
        manifest,
        networks.stream().map(n -> weights(architecture.member(), n, seed)).toList(),
        "licence",
        "card");
  }

  private static Map<String, SafeTensors.Tensor> weights(
      Architecture architecture, NetworkConfig config, long seed) {
    Random random = new Random(seed);
    Map<String, SafeTensors.Tensor> weights = new LinkedHashMap<>();
    BlockParameters.of(Networks.of(architecture, config))
        .forEach(
            (name, parameter) -> {
              List<Long> shape = new ArrayList<>();
              for (long extent : parameter.getShape().getShape()) {
                shape.add(extent);
              }
              float[] values = new float[(int) parameter.getShape().size()];
              for (int n = 0; n < values.length; n++) {
                values[n] =
                    name.endsWith("variance")
                        ? 0.5f + random.nextFloat()
                        : (float) (0.3 * random.nextGaussian());
              }
              weights.put(name, new SafeTensors.Tensor(shape, values));
            });
    return weights;
  }
}
