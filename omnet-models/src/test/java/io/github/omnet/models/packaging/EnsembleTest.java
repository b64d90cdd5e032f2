package io.github.omnet.models.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.omnet.core.OmnetException;
import io.github.omnet.core.fusion.RegionThresholds;
import io.github.omnet.core.subject.LabelScheme;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.models.TestModels;
import io.github.omnet.models.network.Architecture;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnsembleTest {
  @TempDir private Path folder;

  @Test
  void theMembersComeBackFromAFileInTheirOrder() throws Exception {
    ModelPackage joined =
        ModelPackage.ensemble(
            List.of(TestModels.random(2, 1), TestModels.random(2, 2), TestModels.random(2, 3)));
    Path zip = folder.resolve("joined.zip");
    ModelWriter.toZip(joined, zip);
    ModelPackage read = ModelPackage.open(zip);
    assertThat(read.manifest().isEnsemble()).isTrue();
    assertThat(read.digest()).isEqualTo(joined.digest());
    assertThat(read.manifest().networks().stream().map(n -> n.width())).containsExactly(2, 2, 2);
    for (int n = 0; n < 3; n++) {
      ModelPackage member = TestModels.random(2, n + 1);
      assertThat(read.weights(n).keySet()).isEqualTo(member.weights(0).keySet());
      read.weights(n)
          .forEach(
              (name, tensor) -> {
                try {
                  assertThat(tensor.values()).containsExactly(member.weights(0).get(name).values());
                } catch (ModelPackageException e) {
                  throw new AssertionError(e);
                }
              });
    }
    assertThat(read.manifest().provenance().metrics()).isEmpty();
    assertThat(read.manifest().provenance().settings())
        .containsKeys("member 1", "member 2", "member 3");
  }

  @Test
  void onlyModelsOfOneNetworkAreMembersAndNotTooMany() throws Exception {
    ModelPackage one = TestModels.random(2, 1);
    ModelPackage two = ModelPackage.ensemble(List.of(one, TestModels.random(2, 2)));
    assertThatThrownBy(() -> ModelPackage.ensemble(List.of(one, two)))
        .isInstanceOf(OmnetException.class)
        .hasMessageContaining("holds several networks");
    assertThatThrownBy(() -> ModelPackage.ensemble(Collections.nCopies(9, one)))
        .isInstanceOf(OmnetException.class)
        .hasMessageContaining("2 to 8 members, found 9");
  }

  @Test
  void aMemberIsAModelOfItsOwn() throws Exception {
    ModelPackage other = TestModels.random(2, 2);
    ModelPackage joined = ModelPackage.ensemble(List.of(TestModels.random(2, 1), other));
    ModelPackage member = joined.member(1);
    assertThat(member.fingerprint()).isEqualTo(other.fingerprint());
    assertThat(member.manifest().isEnsemble()).isFalse();
    assertThat(other.member(0)).isSameAs(other);
    assertThatThrownBy(() -> joined.member(2)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void itSaysOfItselfThatItIsAnAverage() throws Exception {
    ModelPackage one = TestModels.random(2, 1);
    ModelPackage other = TestModels.random(2, 2);
    ModelPackage joined = ModelPackage.ensemble(List.of(one, other));
    assertThat(joined.card()).startsWith(one.card().strip()).contains("## Average of 2 networks");
    assertThat(joined.manifest().provenance().metrics()).isEmpty();
    assertThat(joined.manifest().provenance().settings().get("member 2"))
        .contains("weights " + other.fingerprint())
        .contains("seed " + other.manifest().provenance().seed());
  }

  @Test
  void anotherNameAndCardLeaveTheWeightsAsTheyAre() throws Exception {
    ModelPackage one = TestModels.random(2, 1);
    Path zip = folder.resolve("mine.zip");
    ModelWriter.toZip(one.described("mine", Optional.of("# Mine\n")), zip);
    ModelPackage read = ModelPackage.open(zip);
    assertThat(read.manifest().name()).isEqualTo("mine");
    assertThat(read.card()).isEqualTo("# Mine\n");
    assertThat(read.fingerprint()).isEqualTo(one.fingerprint());
    assertThat(read.manifest().provenance()).isEqualTo(one.manifest().provenance());
  }

  @Test
  void theHeadingOfTheCardFollowsTheName() throws Exception {
    ModelPackage named =
        TestModels.random(2, 1).described("first", Optional.of("# first\r\n\r\nfirst of two\n"));
    assertThat(named.described("second", Optional.empty()).card())
        .isEqualTo("# second\r\n\r\nfirst of two\n");
  }

  @Test
  void namesAndCardsThatNoPackageTakesAreRefused() {
    ModelPackage one = TestModels.random(2, 1);
    for (String name : List.of(" ", "two\nlines", "\u001b[2J", "\u202e", "n".repeat(201))) {
      assertThatThrownBy(() -> one.described(name, Optional.empty()))
          .isInstanceOf(OmnetException.class)
          .hasMessageContaining("1 to 200 characters");
    }
    assertThatThrownBy(() -> one.described("mine", Optional.of("x".repeat((1 << 20) + 1))))
        .isInstanceOf(OmnetException.class)
        .hasMessageContaining("found 1048577; shorten it");
  }

  @Test
  void itKeepsItsMembersIn16Bits() throws Exception {
    ModelPackage joined =
        ModelPackage.ensemble(List.of(TestModels.random(2, 1), TestModels.random(2, 2)));
    ModelPackage half = joined.storedAs(WeightFormat.FLOAT16);
    assertThat(half.weights(1).keySet()).isEqualTo(joined.weights(1).keySet());
    assertThat(half.file("weights-2.safetensors").length)
        .isLessThan(joined.file("weights-2.safetensors").length);
  }

  @Test
  void modelsThatDifferAreNamedWithWhatTheyDifferIn() {
    ModelPackage one = TestModels.random(2, 1);
    ModelPackage other =
        TestModels.random(
            Architecture.OM_NET_SE, LabelScheme.BRATS2021, new Shape(16, 16, 8), 2, 2);
    assertThatThrownBy(() -> ModelPackage.ensemble(List.of(one, other)))
        .isInstanceOf(OmnetException.class)
        .hasMessageContaining("architecture om-net")
        .hasMessageContaining("om-net-se");
    ModelPackage patch =
        TestModels.random(Architecture.OM_NET, LabelScheme.BRATS2021, new Shape(16, 16, 16), 2, 2);
    assertThatThrownBy(() -> ModelPackage.ensemble(List.of(one, patch)))
        .isInstanceOf(OmnetException.class)
        .hasMessageContaining("patch");
    assertThatThrownBy(() -> ModelPackage.ensemble(List.of(one)))
        .isInstanceOf(OmnetException.class)
        .hasMessageContaining("2 to 8 members, found 1");
    assertThatThrownBy(() -> ModelPackage.ensemble(List.of(one, TestModels.random(3, 2))))
        .isInstanceOf(OmnetException.class)
        .hasMessageContaining("has width 2");
    InferenceSettings lower =
        one.manifest().inference().withThresholds(Optional.of(RegionThresholds.HALF));
    assertThatThrownBy(() -> ModelPackage.ensemble(List.of(one, one.withInference(lower))))
        .isInstanceOf(OmnetException.class)
        .hasMessageContaining("has inference");
  }

  @Test
  void aMissingMemberIsNamed() throws Exception {
    ModelPackage joined =
        ModelPackage.ensemble(List.of(TestModels.random(2, 1), TestModels.random(2, 2)));
    Path where = folder.resolve("joined");
    ModelWriter.toFolder(joined, where);
    Files.delete(where.resolve("weights-2.safetensors"));
    assertThatThrownBy(() -> ModelPackage.open(where))
        .isInstanceOf(ModelPackageException.class)
        .hasMessageContaining("weights-2.safetensors");
  }
}
