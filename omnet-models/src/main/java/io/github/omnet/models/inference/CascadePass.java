package io.github.omnet.models.inference;

import io.github.omnet.core.fusion.ClassProbabilities;
import io.github.omnet.core.internal.fusion.OmNetFusion;
import io.github.omnet.core.internal.sampling.PatchReader;
import io.github.omnet.core.preprocess.PreparedSubject;
import io.github.omnet.core.subject.TumorLabels;
import io.github.omnet.core.subject.TumorRegion;
import io.github.omnet.core.volume.Mask;
import io.github.omnet.core.volume.Volume;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One network after the other, each run only where the one before found something: the cascade that
 * OM-Net replaces. With one network it is MC1, with two MC2, with three MC3.
 */
final class CascadePass implements TaskPass {
  private final List<WindowPredictor> networks;
  private final PassSettings settings;

  CascadePass(List<WindowPredictor> networks, PassSettings settings) {
    this.networks = List.copyOf(networks);
    this.settings = settings;
  }

  @Override
  public FusedTasks run(
      PreparedSubject prepared,
      Optional<LevelMix> mix,
      boolean keepProbabilities,
      StageTimes times,
      ProgressListener listener) {
    if (mix.isPresent()) {
      // A package with both is refused when it is opened.
      throw new IllegalStateException(
          "the networks of a cascade are not mixed with a coarse level");
    }
    OmNetFusion fusion = settings.fusion();
    PatchReader reader = PatchReader.of(prepared.subject());
    List<ClassProbabilities> tasks = new ArrayList<>();
    List<Volume> variances = new ArrayList<>();
    Mask region = prepared.brain();
    TumorLabels labels = null;
    int windows = 0;
    int skipped = 0;
    for (WindowPredictor network : networks) {
      WindowPlan plan = settings.windows(region);
      ProbabilitySink sink = new ProbabilitySink(prepared.brain().grid(), network);
      new SlidingWindow(network, settings.inference(), times).run(reader, plan, sink, listener);
      windows += plan.windows().size();
      skipped += plan.skipped();
      tasks.add(sink.tasks().get(0));
      variances.addAll(sink.variances());
      labels = fusion.fuse(region.grid(), fusion.votes(tasks.toArray(new ClassProbabilities[0])));
      region = tasks.size() == 1 ? fusion.searchArea(tasks.get(0)) : labels.region(TumorRegion.TC);
      times.end("fuse");
      if (region.isEmpty()) {
        break;
      }
    }
    if (labels == null) {
      throw new IllegalStateException("a cascade without networks");
    }
    RegionEvidence regions = RegionEvidence.of(prepared, settings.scheme());
    regions.add(0, tasks);
    return keepProbabilities
        ? new FusedTasks(labels, tasks, variances, regions, windows, skipped)
        : new FusedTasks(labels, List.of(), List.of(), regions, windows, skipped);
  }

  @Override
  public WindowPredictor first() {
    return networks.get(0);
  }

  @Override
  public void close() {
    networks.forEach(WindowPredictor::close);
  }
}
