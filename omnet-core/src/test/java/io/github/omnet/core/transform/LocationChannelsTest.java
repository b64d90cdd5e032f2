package io.github.omnet.core.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.omnet.core.OmnetException;
import io.github.omnet.core.subject.Modality;
import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.volume.Box;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.Orientation;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.core.volume.Volume;
import io.github.omnet.fixtures.Phantom;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LocationChannelsTest {
  private static final Shape SHAPE = new Shape(40, 36, 30);

  /** A block of ones in a larger grid, so that every place is known. */
  private static Subject block(Box box) {
    Volume ones = Volume.wrap(Grid.isotropic(box.shape()), new float[box.shape().voxels()]);
    Arrays.fill(ones.data(), 1);
    Box whole = new Box(-box.x(), -box.y(), -box.z(), SHAPE);
    return Subject.of("block", Map.of(Modality.T1, Crop.to(whole).apply(ones)));
  }

  private static Volume channel(Subject subject, char axis) {
    return LocationChannels.create().apply(subject).derived().get("location(" + axis + ")");
  }

  @Test
  void runFromOneEndOfTheBrainToTheOther() {
    Subject subject = block(new Box(10, 7, 5, new Shape(12, 11, 3)));
    Volume x = channel(subject, 'x');
    assertThat(x.get(10, 8, 6)).isEqualTo(1);
    assertThat(x.get(15, 8, 6)).isEqualTo(x.get(16, 8, 6)).isCloseTo(0.5f / 5.5f, within(1e-6f));
    assertThat(x.get(21, 8, 6)).isEqualTo(1);
    Volume y = channel(subject, 'y');
    assertThat(y.get(12, 7, 5)).isEqualTo(-1);
    assertThat(y.get(12, 12, 5)).isZero();
    assertThat(y.get(12, 17, 7)).isEqualTo(1);
    Volume z = channel(subject, 'z');
    assertThat(z.get(12, 7, 5)).isEqualTo(-1);
    assertThat(z.get(12, 12, 6)).isZero();
    assertThat(z.get(12, 17, 7)).isEqualTo(1);
  }

  @Test
  void areZeroOutsideTheBrainAndWithinTheirRangesInside() {
    Subject head = Phantom.symmetric(Grid.isotropic(SHAPE), 42, true);
    boolean[] brain = head.brain().data();
    for (char axis : "xyz".toCharArray()) {
      float[] data = channel(head, axis).data();
      for (int n = 0; n < data.length; n++) {
        if (brain[n]) {
          assertThat(data[n]).isBetween(axis == 'x' ? 0f : -1f, 1f);
        } else {
          assertThat(data[n]).isZero();
        }
      }
    }
  }

  @Test
  void aSingleVoxelAndNoVoxelAreInTheMiddle() {
    for (char axis : "xyz".toCharArray()) {
      assertThat(channel(block(new Box(3, 4, 5, new Shape(1, 1, 1))), axis).data()).containsOnly(0);
      Volume nothing = Volume.wrap(Grid.isotropic(SHAPE), new float[SHAPE.voxels()]);
      assertThat(channel(Subject.of("e", Map.of(Modality.T1, nothing)), axis).data())
          .containsOnly(0);
    }
  }

  @Test
  void saysWhatItDoesAndWhatItNeeds() {
    assertThat(LocationChannels.create().describe()).isEqualTo("location()");
    Subject turned =
        Reorient.to(Orientation.of("RSA"))
            .apply(Phantom.symmetric(Grid.isotropic(SHAPE), 42, true));
    assertThatThrownBy(() -> LocationChannels.create().apply(turned))
        .isInstanceOf(OmnetException.class)
        .hasMessageContainingAll("location()", "RSA", "reorient(to=RAS)");
  }
}
