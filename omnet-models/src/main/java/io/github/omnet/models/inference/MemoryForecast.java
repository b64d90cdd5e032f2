package io.github.omnet.models.inference;

import io.github.omnet.core.OmnetException;
import io.github.omnet.core.postprocess.PostProcessing;
import io.github.omnet.core.preprocess.Preprocessing;
import io.github.omnet.core.subject.TumorRegion;
import io.github.omnet.core.transform.Transforms;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.Mask;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.core.volume.Spacing;
import io.github.omnet.models.network.Architecture;
import io.github.omnet.models.packaging.InferenceSettings;
import io.github.omnet.models.packaging.ModelManifest;
import io.github.omnet.models.packaging.ModelPackage;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Says what segmenting will take before any engine is started. */
final class MemoryForecast {
  private MemoryForecast() {}

  static SegmentationPlan of(ModelPackage model, SegmenterOptions options, Grid grid) {
    SegmentationPlan own = level(model, options, grid, false);
    return model
        .coarse()
        .map(
            coarse ->
                own.after(
                    level(coarse, options.withoutSettings(), grid, true),
                    handedOver(coarse.manifest(), options, grid)))
        .orElse(own);
  }

  /**
   * Heap that holds what a coarse level found: probabilities of three regions and where something
   * was found, on its grid; and the probabilities on the subject's own grid, for the fine level.
   *
   * @param coarse the coarse level
   * @param options how it runs
   * @param own grid of the subject
   * @return bytes
   */
  static long handedOver(ModelManifest coarse, SegmenterOptions options, Grid own) {
    long regions = (long) TumorRegion.values().length * Float.BYTES;
    return (long) (voxels(coarse, options, own) * (regions + 1)) + own.shape().voxels() * regions;
  }

  /**
   * Heap that preparing a subject takes at its peak: all channels on the whole grid at the
   * network's voxel size, and the modalities once more, before they are cropped to the brain.
   *
   * @param manifest of the network
   * @param options how it runs
   * @param own grid of the subject
   * @return bytes beyond the subject itself
   */
  static long preparing(ModelManifest manifest, SegmenterOptions options, Grid own) {
    Preprocessing steps = manifest.preprocessing();
    int images = steps.channels().size() + steps.modalities().size();
    return (long) (voxels(manifest, options, own) * (images * Float.BYTES + 2));
  }

  /** Voxels of a subject's whole grid at the voxel size of a network. */
  private static double voxels(ModelManifest manifest, SegmenterOptions options, Grid own) {
    Spacing mm = spacing(manifest, options, own);
    return own.shape().voxels() * own.spacing().voxelVolume() / mm.voxelVolume();
  }

  private static SegmentationPlan level(
      ModelPackage model, SegmenterOptions options, Grid grid, boolean keeps) {
    ModelManifest manifest = model.manifest();
    InferenceSettings settings = options.inference(manifest.inference());
    Grid prepared = Transforms.reorient(manifest.preprocessing().orientation()).gridAfter(grid);
    Spacing mm = spacing(manifest, options, prepared);
    boolean buffers =
        keeps
            || buffersProbabilities(manifest, options, model.postProcessing(settings))
            || LevelResult.isFiner(grid.spacing(), mm);
    int[] extent = new int[3];
    double voxels = 1;
    for (int axis = 0; axis < 3; axis++) {
      double side = prepared.shape().axis(axis) * prepared.spacing().axis(axis) / mm.axis(axis);
      voxels *= Math.max(1, Math.ceil(side));
      extent[axis] = (int) Math.max(1, Math.ceil(side));
    }
    if (voxels > Integer.MAX_VALUE || voxels > Runtime.getRuntime().maxMemory()) {
      throw new OmnetException(
          String.format(
              Locale.ROOT,
              "%s voxels of %s become %.3g voxels of %s, more than fit into memory; check the voxel"
                  + " size of the subject and of the model",
              prepared.shape(),
              SpacingRule.text(prepared.spacing()),
              voxels,
              SpacingRule.text(mm)));
    }
    Shape shape = new Shape(extent[0], extent[1], extent[2]);
    boolean[] brain = new boolean[shape.voxels()];
    Arrays.fill(brain, true);
    WindowPlan windows =
        PassSettings.of(manifest, settings).windows(Mask.wrap(Grid.isotropic(shape), brain));
    return WindowCost.of(manifest, manifest.members(), EngineTimes.untimed(options.engine()))
        .memory(windows, settings, buffers);
  }

  /** A cascade needs the whole volume of one network before it knows where to ask the next. */
  static boolean buffersProbabilities(
      ModelManifest manifest, SegmenterOptions options, PostProcessing rules) {
    return options.probabilities()
        || rules.needsProbabilities()
        || manifest.architecture().equals(Architecture.CASCADE);
  }

  private static Spacing spacing(ModelManifest manifest, SegmenterOptions options, Grid grid) {
    return manifest
        .preprocessing()
        .spacing()
        .or(() -> options.resample() ? manifest.spacing() : Optional.empty())
        .orElse(grid.spacing());
  }
}
