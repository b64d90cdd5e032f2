package io.github.omnet.core.subject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.omnet.core.OmnetException;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.GridMismatchException;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.core.volume.Volume;
import io.github.omnet.fixtures.Phantom;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SubjectTest {
  private static final Grid GRID = Grid.isotropic(new Shape(2, 2, 1));
  private static final Volume FLAIR = Volume.wrap(GRID, new float[] {0, 1, 0, 0});
  private static final Volume T2 = Volume.wrap(GRID, new float[] {0, 0, -2, 0});

  @Test
  void modalitiesComeInChannelOrder() {
    Subject subject = Subject.of("a", Map.of(Modality.T2, T2, Modality.FLAIR, FLAIR));
    assertThat(subject.volumes().keySet()).containsExactly(Modality.FLAIR, Modality.T2);
    assertThat(subject.volume(Modality.T2)).isSameAs(T2);
  }

  @Test
  void brainIsWhereAnyModalityIsNotZero() {
    Subject subject = Subject.of("a", Map.of(Modality.T2, T2, Modality.FLAIR, FLAIR));
    assertThat(subject.brain().data()).containsExactly(false, true, true, false);
  }

  @Test
  void aMissingModalityNamesTheSubject() {
    Subject subject = Subject.of("p17", Map.of(Modality.T2, T2));
    assertThatThrownBy(() -> subject.volume(Modality.T1C))
        .isInstanceOf(OmnetException.class)
        .hasMessageContainingAll("p17", "T1C", "[T2]");
    assertThatThrownBy(subject::requireTruth)
        .isInstanceOf(OmnetException.class)
        .hasMessageContaining("p17");
  }

  @Test
  void gridsMustMatch() {
    Volume other = Volume.wrap(Grid.isotropic(new Shape(4, 1, 1)), new float[4]);
    assertThatThrownBy(() -> Subject.of("p17", Map.of(Modality.T2, T2, Modality.T1, other)))
        .isInstanceOf(GridMismatchException.class)
        .hasMessageContainingAll("T1", "T2", "p17");
    TumorLabels truth = new TumorLabels(Phantom.labels(other.grid()), LabelScheme.BRATS2021);
    assertThatThrownBy(() -> Subject.of("p17", Map.of(Modality.T2, T2), truth))
        .isInstanceOf(GridMismatchException.class)
        .hasMessageContaining("truth");
  }

  @Test
  void aSubjectNeedsAModality() {
    assertThatThrownBy(() -> Subject.of("p17", Map.of())).isInstanceOf(OmnetException.class);
  }

  @Test
  void changingVoxelsKeepsTheId() {
    Subject changed =
        Subject.of("p17", Map.of(Modality.T2, T2))
            .with(Map.of(Modality.T1, FLAIR), Optional.empty());
    assertThat(changed.id()).isEqualTo("p17");
    assertThat(changed.volumes()).containsOnlyKeys(Modality.T1);
  }

  @Test
  void derivedChannelsKeepTheirOrderAndOutliveOtherIntensities() {
    Map<String, Volume> derived = new LinkedHashMap<>();
    derived.put("z", FLAIR);
    derived.put("a", T2);
    Subject subject = Subject.of("p17", Map.of(Modality.T2, T2)).withDerived(derived);
    derived.clear();
    assertThat(subject.derived()).containsExactly(Map.entry("z", FLAIR), Map.entry("a", T2));
    assertThat(subject.with(Map.of(Modality.T1, FLAIR), Optional.empty()).derived())
        .isEqualTo(subject.derived());
    assertThat(subject.withDerived(Map.of()).derived()).isEmpty();
    assertThat(subject).hasToString("Subject[p17 [T2] and [z, a] on " + GRID + "]");
    assertThatThrownBy(() -> subject.derived().remove("z"))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void derivedChannelsAreNoBrain() {
    Subject subject = Subject.of("p17", Map.of(Modality.T2, T2)).withDerived(Map.of("f", FLAIR));
    assertThat(subject.brain().data()).containsExactly(false, false, true, false);
  }

  @Test
  void derivedChannelsLieOnTheGridAndHaveNames() {
    Subject subject = Subject.of("p17", Map.of(Modality.T2, T2));
    Volume other = Volume.wrap(Grid.isotropic(new Shape(4, 1, 1)), new float[4]);
    assertThatThrownBy(() -> subject.withDerived(Map.of("mirror", other)))
        .isInstanceOf(GridMismatchException.class)
        .hasMessageContainingAll("mirror", "p17");
    assertThatThrownBy(() -> subject.withDerived(Map.of(" ", T2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("p17");
    // A step that moves voxels and forgets the derived channels cannot go unnoticed.
    assertThatThrownBy(
            () ->
                subject
                    .withDerived(Map.of("mirror", FLAIR))
                    .with(Map.of(Modality.T2, other), Optional.empty()))
        .isInstanceOf(GridMismatchException.class)
        .hasMessageContaining("mirror");
  }
}
