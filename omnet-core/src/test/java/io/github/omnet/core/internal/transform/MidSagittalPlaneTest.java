package io.github.omnet.core.internal.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.omnet.core.OmnetException;
import io.github.omnet.core.subject.Modality;
import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.transform.Transforms;
import io.github.omnet.core.volume.Affine;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.Mask;
import io.github.omnet.core.volume.Orientation;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.core.volume.Spacing;
import io.github.omnet.core.volume.Volume;
import io.github.omnet.fixtures.Phantom;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MidSagittalPlaneTest {
  private static final Shape SHAPE = new Shape(40, 36, 30);
  private static final Grid TWO_MM =
      new Grid(SHAPE, Affine.scaling(new Spacing(2, 2, 2), -40, 0, 0));

  @ParameterizedTest
  @ValueSource(ints = {34, 39, 40, 43})
  void isWhereTheHeadIsSymmetric(int twiceX) {
    MidSagittalPlane plane = MidSagittalPlane.of(Phantom.symmetric(TWO_MM, twiceX, true));
    assertThat(plane.twiceX()).isEqualTo(twiceX);
    assertThat(plane.correlation()).isEqualTo(1);
    assertThat(plane.shiftMm()).isZero();
  }

  /** A third of the right half is cut away; the box shrinks, the plane stays where most agrees. */
  @Test
  void staysWhereTheHeadWasSymmetricIfTheBrainLacksAPart() {
    Subject head = Phantom.symmetric(TWO_MM, 38, false);
    boolean[] brain = head.brain().data().clone();
    int last = 0;
    for (int n = 0; n < brain.length; n++) {
      int i = n % SHAPE.x();
      brain[n] &= i < 30 || n / SHAPE.x() % SHAPE.y() < 20;
      last = brain[n] ? Math.max(last, i) : last;
    }
    assertThat(last).isGreaterThan(30);
    MidSagittalPlane whole = MidSagittalPlane.of(Mask.wrap(TWO_MM, brain));
    assertThat(whole.twiceX()).isEqualTo(38);
    assertThat(whole.correlation()).isBetween(0.8, 0.99);

    for (int n = 0; n < brain.length; n++) {
      brain[n] &= n % SHAPE.x() < 30;
    }
    MidSagittalPlane cut = MidSagittalPlane.of(Mask.wrap(TWO_MM, brain));
    // The middle of the box lies 1.5 voxels further left than without the cut.
    assertThat(cut.shiftMm()).isCloseTo(cut.twiceX() - (29 + 4), within(1e-9)).isPositive();
  }

  @Test
  void lacksNothingButABrain() {
    Volume nothing = Volume.wrap(TWO_MM, new float[SHAPE.voxels()]);
    assertThat(MidSagittalPlane.of(Subject.of("e", Map.of(Modality.T1, nothing))))
        .isEqualTo(new MidSagittalPlane(39, 0, 0));
  }

  @Test
  void needsRas() {
    Subject turned =
        Transforms.reorient(Orientation.of("LPS")).apply(Phantom.symmetric(TWO_MM, 39, true));
    assertThatThrownBy(() -> MidSagittalPlane.of(turned))
        .isInstanceOf(OmnetException.class)
        .hasMessageContainingAll("head", "LPS", "reorient(to=RAS)");
  }
}
