package io.github.omnet;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.omnet.models.packaging.ModelPackage;
import io.github.omnet.models.packaging.ModelZoo;
import io.github.omnet.models.packaging.Provenance;
import java.io.InputStream;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The model that comes along is what its card says, and may come along. */
class OmnetSmallTest {
  @Test
  void itIsFoundByNameAndSmall() throws Exception {
    ModelPackage model = ModelZoo.open("omnet-small");
    assertThat(model.manifest().name()).isEqualTo("omnet-small");
    try (InputStream zip =
        Objects.requireNonNull(
            getClass().getResourceAsStream("/" + ModelZoo.FOLDER + "omnet-small.zip"))) {
      assertThat(zip.readAllBytes().length).isLessThan(15_000_000);
    }
  }

  @Test
  void itWasTrainedOnSubjectsThatMayBeUsedAndNotOnThoseItIsScoredOn() throws Exception {
    Provenance provenance = ModelZoo.open("omnet-small").manifest().provenance();
    assertThat(provenance.trainingSubjects())
        .hasSize(24)
        .allMatch(id -> id.startsWith("BraTS"))
        .doesNotContainAnyElementsOf(provenance.validationSubjects());
    assertThat(provenance.validationSubjects())
        .hasSize(8)
        .allMatch(id -> id.startsWith("Brats18_"));
    assertThat(provenance.metrics()).containsKeys("dice WT", "dice TC", "dice ET");
  }

  @Test
  void itsCardCitesTheDataAndSaysWhatItIsNotFor() throws Exception {
    assertThat(ModelZoo.open("omnet-small").card())
        .contains("10.7937/jc8x-9874")
        .contains("CC BY 4.0")
        .contains("arXiv 2107.02314")
        .contains("no medical device");
  }
}
