package io.github.omnet.examples.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.omnet.core.subject.Modality;
import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.volume.Volume;
import io.github.omnet.examples.phantom.PhantomCohort;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is odd about the values of an image is on the terminal before the result is there. */
class IntensityWarningsTest {
  private static final Subject PHANTOM = new PhantomCohort(3, 24).subject(0);

  private static Subject with(Modality modality, Volume volume) {
    Map<Modality, Volume> volumes = new EnumMap<>(PHANTOM.volumes());
    volumes.put(modality, volume);
    return Subject.of(PHANTOM.id(), volumes);
  }

  @Test
  void eachImageIsNamedWithWhatIsOddAboutIt() {
    Volume t1 = PHANTOM.volume(Modality.T1);
    float[] bright = t1.data().clone();
    bright[0] = 1e38f;
    Subject one = with(Modality.T1, Volume.wrap(t1.grid(), bright));
    Subject none = with(Modality.T2, Volume.wrap(t1.grid(), new float[bright.length]));
    StringWriter err = new StringWriter();

    List<String> ofOne = IntensityWarnings.print(one, new PrintWriter(err));
    List<String> ofNone = IntensityWarnings.print(none, new PrintWriter(err));

    assertThat(ofOne)
        .singleElement()
        .asString()
        .startsWith("phantom_000 T1: warning: voxel (0, 0, 0) holds 1.0E38");
    assertThat(ofNone)
        .singleElement()
        .asString()
        .startsWith("phantom_000 T2: warning: every voxel is 0");
    assertThat(err.toString().lines())
        .containsExactly("omnet: " + ofOne.get(0), "omnet: " + ofNone.get(0));
    assertThat(IntensityWarnings.print(PHANTOM, new PrintWriter(err))).isEmpty();
  }
}
