package io.github.omnet.models.inference;

import io.github.omnet.core.internal.fusion.OmNetFusion;
import io.github.omnet.core.internal.sampling.PatchReader;
import io.github.omnet.core.preprocess.PreparedSubject;
import io.github.omnet.core.subject.TumorLabels;
import io.github.omnet.core.volume.Grid;
import java.util.List;
import java.util.Optional;

/** All tasks from one network in one pass: OM-Net. Memory is bounded by a slab of slices. */
final class OnePass implements TaskPass {
  private final WindowPredictor network;
  private final PassSettings settings;

  OnePass(WindowPredictor network, PassSettings settings) {
    this.network = network;
    this.settings = settings;
  }

  @Override
  public FusedTasks run(
      PreparedSubject prepared,
      Optional<LevelMix> mix,
      boolean keepProbabilities,
      StageTimes times,
      ProgressListener listener) {
    Grid grid = prepared.brain().grid();
    OmNetFusion fusion = settings.fusion();
    WindowPlan plan = settings.windowsAround(prepared.brain());
    RegionEvidence regions = RegionEvidence.of(prepared, settings.scheme());
    VoteSink votes = new VoteSink(grid, fusion, network.classes(), regions);
    Optional<ProbabilitySink> kept =
        keepProbabilities ? Optional.of(new ProbabilitySink(grid, network)) : Optional.empty();
    SliceSink own =
        (z, channels) -> {
          votes.accept(z, channels);
          kept.ifPresent(store -> store.accept(z, channels));
        };
    SliceSink sink = mix.map(levels -> levels.before(prepared.brain(), own)).orElse(own);
    PatchReader reader = PatchReader.of(prepared.subject());
    new SlidingWindow(network, settings.inference(), times).run(reader, plan, sink, listener);
    TumorLabels labels = fusion.fuse(grid, votes.votes());
    times.end("fuse");
    return new FusedTasks(
        labels,
        kept.map(ProbabilitySink::tasks).orElse(List.of()),
        kept.map(ProbabilitySink::variances).orElse(List.of()),
        regions,
        plan.windows().size(),
        plan.skipped());
  }

  @Override
  public WindowPredictor first() {
    return network;
  }

  @Override
  public void close() {
    network.close();
  }
}
