package io.github.omnet.models.inference;

import ai.djl.Device;
import io.github.omnet.models.engine.Precision;
import io.github.omnet.models.internal.engine.ComputeShare;
import io.github.omnet.models.network.Architecture;
import io.github.omnet.models.packaging.ModelPackage;
import io.github.omnet.models.packaging.ModelPackageException;
import java.util.ArrayList;
import java.util.List;

/**
 * Loads the networks of a segmenter, a set of its own for each parallel pass.
 *
 * @param models members of the ensemble, at least one
 * @param options engine, flips, number of passes
 * @param settings what every pass has in common
 * @param device where
 */
record PassLoader(
    List<ModelPackage> models, SegmenterOptions options, PassSettings settings, Device device) {

  /** Loads all passes, or none. */
  PassPool load() throws ModelPackageException {
    List<TaskPass> passes = new ArrayList<>();
    try {
      for (int n = 0; n < options.parallelPasses(); n++) {
        passes.add(pass(ComputeShare.of(options.engine(), device, options.parallelPasses())));
      }
    } catch (ModelPackageException | RuntimeException e) {
      passes.forEach(TaskPass::close);
      throw e;
    }
    return new PassPool(passes);
  }

  /** Loads the networks of one pass, which owns the share. */
  private TaskPass pass(ComputeShare share) throws ModelPackageException {
    boolean cascade = models.get(0).manifest().architecture().equals(Architecture.CASCADE);
    List<WindowPredictor> networks = new ArrayList<>();
    try {
      int inTurn = cascade ? models.get(0).manifest().networks().size() : 1;
      for (int n = 0; n < inTurn; n++) {
        networks.add(averaged(n, cascade, share));
      }
    } catch (ModelPackageException | RuntimeException e) {
      networks.forEach(WindowPredictor::close);
      share.close();
      throw e;
    }
    TaskPass pass =
        cascade ? new CascadePass(networks, settings) : new OnePass(networks.get(0), settings);
    return new SharingPass(pass, share);
  }

  /**
   * One network of every cascade, or all networks of the other models, averaged over models and
   * flips.
   */
  private WindowPredictor averaged(int network, boolean cascade, ComputeShare share)
      throws ModelPackageException {
    Precision precision = options.precision().resolve(options.engine(), device);
    List<WindowPredictor> members = new ArrayList<>();
    try {
      for (ModelPackage model : models) {
        int last = cascade ? network : model.manifest().networks().size() - 1;
        for (int n = network; n <= last; n++) {
          members.add(new NetworkRunner(model, n, options.engine(), precision, share));
        }
      }
    } catch (ModelPackageException | RuntimeException e) {
      members.forEach(WindowPredictor::close);
      throw e;
    }
    boolean plain = members.size() == 1 && options.flips().equals(List.of(Flip.NONE));
    return plain ? members.get(0) : new AveragingPredictor(members, options.flips());
  }
}
