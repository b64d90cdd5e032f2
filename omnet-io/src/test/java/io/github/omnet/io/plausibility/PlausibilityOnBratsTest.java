package io.github.omnet.io.plausibility;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.omnet.core.plausibility.Plausibility;
import io.github.omnet.core.plausibility.Plausibility.Warning.Code;
import io.github.omnet.core.subject.Modality;
import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.volume.Volume;
import io.github.omnet.io.SharedData;
import io.github.omnet.io.dataset.Dataset;
import io.github.omnet.io.dataset.SubjectFiles;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Real subjects, of which docs/lab/plausibility.md tells more. */
class PlausibilityOnBratsTest {
  @Test
  void realSubjectsArePlausibleAndNearlyEveryExchangeIsSeen() throws Exception {
    int exchanges = 0;
    int seen = 0;
    for (SubjectFiles files : Dataset.find(SharedData.folder("brats"))) {
      Subject subject = files.load();
      assertThat(Plausibility.check(subject)).as(subject.id()).isEmpty();
      for (Modality first : Modality.values()) {
        for (Modality second : Modality.values()) {
          if (first.compareTo(second) < 0) {
            exchanges++;
            seen += has(Code.EXCHANGED_MODALITIES, exchanged(subject, first, second)) ? 1 : 0;
          }
        }
        assertThat(has(Code.MIRRORED_MODALITY, mirrored(subject, first)))
            .as(subject.id() + " " + first)
            .isTrue();
      }
    }
    assertThat(exchanges).isPositive();
    assertThat((double) seen / exchanges).isGreaterThan(0.9);
  }

  private static boolean has(Code code, Subject subject) {
    return Plausibility.check(subject).stream()
        .map(Plausibility.Warning::code)
        .anyMatch(code::equals);
  }

  private static Subject exchanged(Subject subject, Modality first, Modality second) {
    Map<Modality, Volume> volumes = subject.volumes();
    volumes.put(first, subject.volume(second));
    volumes.put(second, subject.volume(first));
    return subject.with(volumes, Optional.empty());
  }

  /** One modality whose rows are stored the other way round. */
  private static Subject mirrored(Subject subject, Modality modality) {
    Map<Modality, Volume> volumes = subject.volumes();
    float[] from = subject.volume(modality).data();
    float[] to = new float[from.length];
    int width = subject.grid().shape().x();
    for (int n = 0; n < to.length; n++) {
      int x = n % width;
      to[n] = from[n - x + width - 1 - x];
    }
    volumes.put(modality, Volume.wrap(subject.grid(), to));
    return subject.with(volumes, Optional.empty());
  }
}
