package io.github.omnet.core.preprocess;

import io.github.omnet.core.OmnetException;
import io.github.omnet.core.subject.Modality;
import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.transform.DerivedChannels;
import io.github.omnet.core.transform.Pipeline;
import io.github.omnet.core.transform.Transform;
import io.github.omnet.core.transform.Transforms;
import io.github.omnet.core.volume.Volume;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs a {@link Preprocessing}: what its settings do to a subject. */
final class Preparation {
  private final Preprocessing settings;

  Preparation(Preprocessing settings) {
    this.settings = settings;
  }

  /** Does {@link Preprocessing#apply}. */
  PreparedSubject apply(Subject subject) {
    Pipeline.Run run = spatial().run(select(subject));
    Subject normalised =
        Pipeline.of(
                settings.normalisation(), Pipeline.of(settings.steps().toArray(new Transform[0])))
            .apply(run.subject());
    return new PreparedSubject(normalised, run.subject().brain(), run);
  }

  /** The steps that move voxels, each of which can be undone. */
  Pipeline spatial() {
    List<Transform> order = new ArrayList<>();
    order.add(Transforms.reorient(settings.orientation()));
    settings.spacing().ifPresent(mm -> order.add(new ResampleBrain(mm)));
    order.add(Transforms.cropToBrain(0));
    return Pipeline.of(order.toArray(new Transform[0]));
  }

  private Subject select(Subject subject) {
    Map<Modality, Volume> wanted = new EnumMap<>(Modality.class);
    Map<Modality, Volume> found = subject.volumes();
    for (Modality modality : settings.modalities()) {
      if (settings.missingAsZero() && !found.containsKey(modality)) {
        wanted.put(
            modality, Volume.wrap(subject.grid(), new float[subject.grid().shape().voxels()]));
      } else {
        wanted.put(modality, subject.volume(modality));
      }
    }
    return subject.with(wanted, subject.truth());
  }

  /** Does {@link Preprocessing#derive}. */
  Subject derive(Subject prepared) {
    requireDerivable();
    Subject derived = prepared.withDerived(Map.of());
    for (Transform step : settings.steps()) {
      if (step instanceof DerivedChannels) {
        derived = step.apply(derived);
      }
    }
    return derived;
  }

  /** Does {@link Preprocessing#requireDerivable}. */
  void requireDerivable() {
    if (settings.takesCoarse()) {
      throw new OmnetException(
          "a coarse network would have to look again at subjects whose tumours were changed; train"
              + " the fine level without transplants and without removal of enhancement"
              + " (--transplant 0 --remove-enhancement 0)");
    }
    Optional<Transform> deriving = Optional.empty();
    for (Transform step : settings.steps()) {
      if (step instanceof DerivedChannels) {
        deriving = Optional.of(step);
      } else if (deriving.isPresent()) {
        throw new OmnetException(
            "the channels of "
                + deriving.get().describe()
                + " cannot be derived anew from prepared subjects, for "
                + step.describe()
                + " changes values after it; put that step before it");
      }
    }
  }
}
