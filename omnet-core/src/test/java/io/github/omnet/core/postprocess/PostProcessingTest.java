package io.github.omnet.core.postprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.github.omnet.core.OmnetException;
import io.github.omnet.core.fusion.ClassProbabilities;
import io.github.omnet.core.morphology.Connectivity;
import io.github.omnet.core.subject.LabelScheme;
import io.github.omnet.core.subject.TumorLabels;
import io.github.omnet.core.subject.TumorRegion;
import io.github.omnet.core.volume.Affine;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.LabelMap;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.core.volume.Spacing;
import io.github.omnet.core.volume.Volume;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PostProcessingTest {
  /** A row of labels, one digit per voxel. */
  private static TumorLabels row(LabelScheme scheme, String labels) {
    byte[] data = new byte[labels.length()];
    for (int n = 0; n < data.length; n++) {
      data[n] = (byte) (labels.charAt(n) - '0');
    }
    return new TumorLabels(LabelMap.wrap(grid(labels.length()), data), scheme);
  }

  private static Grid grid(int length) {
    return Grid.isotropic(new Shape(length, 1, 1));
  }

  private static String text(TumorLabels labels) {
    StringBuilder text = new StringBuilder();
    for (byte label : labels.map().data()) {
      text.append(label);
    }
    return text.toString();
  }

  private static RemoveSmallComponents components(int threshold, double share) {
    return new RemoveSmallComponents(threshold, share, Connectivity.FACES);
  }

  @Test
  void small_components_are_dropped_whatever_their_labels() {
    TumorLabels labels = row(LabelScheme.BRATS2021, "2222114400210040");
    Correction correction = components(2000, 0.25).apply(Rule.Input.of(labels));
    // The largest has 8 voxels, so below 2 is dropped: of 8, 2 and 1 only the last goes.
    assertThat(text(correction.labels())).isEqualTo("2222114400210000");
    assertThat(correction.changedVoxels()).isEqualTo(1);
    assertThat(correction.change())
        .containsEntry(TumorRegion.WT, -1)
        .containsEntry(TumorRegion.TC, -1)
        .containsEntry(TumorRegion.ET, -1);
    assertThat(correction.explanation())
        .isEqualTo("1 of 3 components below 2.0 voxels, the largest has 8");
  }

  @Test
  void no_component_as_large_as_the_absolute_threshold_is_dropped() {
    TumorLabels labels = row(LabelScheme.BRATS2021, "222222220002200");
    assertThat(text(components(2, 0.9).apply(Rule.Input.of(labels)).labels()))
        .isEqualTo("222222220002200");
    assertThat(text(components(3, 0.9).apply(Rule.Input.of(labels)).labels()))
        .isEqualTo("222222220000000");
  }

  @Test
  void a_tumour_of_one_component_and_no_tumour_stay_as_they_are() {
    for (String same : new String[] {"0020", "0000"}) {
      TumorLabels labels = row(LabelScheme.BRATS2023, same);
      Correction correction = RemoveSmallComponents.DEFAULT.apply(Rule.Input.of(labels));
      assertThat(correction.labels()).isSameAs(labels);
      assertThat(correction.changedVoxels()).isZero();
    }
  }

  /** Two groups of oedema that differ in intensity; core is likely where it is dark. */
  private static Rule.Input lowGrade(LabelScheme scheme, String labels) {
    int length = labels.length();
    float[] image = new float[length];
    float[][] classes = new float[5][length];
    for (int n = 0; n < length; n++) {
      image[n] = n % 2 == 0 ? -1 - 0.01f * n : 1 + 0.01f * n;
      classes[1][n] = n % 2 == 0 ? 0.4f : 0.1f;
      classes[3][n] = n % 2 == 0 ? 0.1f : 0.4f;
    }
    return new Rule.Input(
        row(scheme, labels),
        List.of(Volume.wrap(grid(length), image)),
        Optional.of(ClassProbabilities.wrap(grid(length), classes)));
  }

  @Test
  void oedema_that_looks_like_core_becomes_core_where_hardly_anything_enhances() {
    Correction correction =
        SplitOedema.DEFAULT.apply(lowGrade(LabelScheme.BRATS2021, "022222222220"));
    assertThat(text(correction.labels())).isEqualTo("021212121210");
    assertThat(correction.change())
        .containsEntry(TumorRegion.WT, 0)
        .containsEntry(TumorRegion.TC, 5)
        .containsEntry(TumorRegion.ET, 0);
    assertThat(correction.explanation())
        .contains("0 of 10 tumour voxels are enhancing")
        .contains("5 and 5 voxels");
  }

  @Test
  void in_the_2015_scheme_it_becomes_non_enhancing_core_and_not_necrosis() {
    Correction correction =
        SplitOedema.DEFAULT.apply(lowGrade(LabelScheme.BRATS2015, "022222222220"));
    assertThat(text(correction.labels())).isEqualTo("032323232320");
  }

  @Test
  void nothing_is_split_where_enough_enhances() {
    Rule.Input tenth = lowGrade(LabelScheme.BRATS2021, "042222222220");
    assertThat(SplitOedema.DEFAULT.apply(tenth).changedVoxels()).isZero();
    assertThat(new SplitOedema(0.11, 1000, 0).apply(tenth).changedVoxels()).isPositive();
    assertThat(new SplitOedema(0.11, 1, 0).apply(tenth).changedVoxels()).isZero();
  }

  @Test
  void the_same_seed_gives_the_same_split() {
    Rule.Input segmentation = lowGrade(LabelScheme.BRATS2021, "0222222222222222222220");
    SplitOedema rule = new SplitOedema(0.1, 1000, 42);
    assertThat(text(rule.apply(segmentation).labels()))
        .isEqualTo(text(rule.apply(segmentation).labels()));
  }

  @Test
  void a_rule_that_lacks_what_it_needs_says_so() {
    TumorLabels labels = row(LabelScheme.BRATS2021, "0222");
    assertThatThrownBy(() -> SplitOedema.DEFAULT.apply(Rule.Input.of(labels)))
        .isInstanceOf(OmnetException.class)
        .hasMessageContaining("rule oedema needs class probabilities");
  }

  @Test
  void core_far_from_an_enhancing_part_becomes_oedema() {
    FarCore rule = new FarCore(3, 0.1);
    Correction correction =
        rule.apply(Rule.Input.of(row(LabelScheme.BRATS2021, "0211111140111220")));
    // The enhancing voxel is the ninth: what is four voxels of 1 mm away is too far.
    assertThat(text(correction.labels())).isEqualTo("0222211140112220");
    assertThat(correction.change())
        .containsEntry(TumorRegion.WT, 0)
        .containsEntry(TumorRegion.TC, -4)
        .containsEntry(TumorRegion.ET, 0);
    assertThat(correction.explanation())
        .isEqualTo("1 of 10 core voxels are enhancing; 4 are farther than 3.0 mm from these");
    assertThat(rule.apply(Rule.Input.of(correction.labels())).changedVoxels()).isZero();
  }

  @Test
  void the_distance_is_in_millimetres_and_necrosis_of_2015_counts_as_core() {
    byte[] data = {4, 1, 3, 1, 3, 1};
    Grid coarse = new Grid(new Shape(1, 1, 6), Affine.scaling(new Spacing(1, 1, 2), 5, 6, 7));
    TumorLabels labels = new TumorLabels(LabelMap.wrap(coarse, data), LabelScheme.BRATS2015);
    assertThat(text(new FarCore(4, 0.1).apply(Rule.Input.of(labels)).labels())).isEqualTo("413222");
    assertThat(text(new FarCore(3.9, 0.1).apply(Rule.Input.of(labels)).labels()))
        .isEqualTo("412222");
  }

  @Test
  void the_core_of_a_tumour_that_hardly_enhances_stays() {
    Rule.Input tenth = Rule.Input.of(row(LabelScheme.BRATS2021, "4111111111"));
    assertThat(new FarCore(3, 0.1).apply(tenth).changedVoxels()).isEqualTo(6);
    assertThat(new FarCore(3, 0.11).apply(tenth).labels()).isSameAs(tenth.labels());
    for (String none : new String[] {"1111", "2222", "0000"}) {
      Rule.Input same = Rule.Input.of(row(LabelScheme.BRATS2021, none));
      assertThat(FarCore.DEFAULT.apply(same).labels()).isSameAs(same.labels());
    }
  }

  @Test
  void very_little_enhancing_tumour_becomes_core() {
    Grid coarse = new Grid(new Shape(1, 1, 6), Affine.scaling(new Spacing(2, 2, 2), 5, 6, 7));
    byte[] data = {2, 1, 4, 4, 0, 4};
    TumorLabels labels = new TumorLabels(LabelMap.wrap(coarse, data), LabelScheme.BRATS2021);
    Correction correction = new LittleEnhancing(24.1).apply(Rule.Input.of(labels));
    assertThat(text(correction.labels())).isEqualTo("211101");
    assertThat(correction.change())
        .containsEntry(TumorRegion.WT, 0)
        .containsEntry(TumorRegion.TC, 0)
        .containsEntry(TumorRegion.ET, -3);
    assertThat(correction.explanation())
        .isEqualTo("24.0 cubic millimetres of tumour enhance, and from 24.1 on they count");
    assertThat(new LittleEnhancing(24).apply(Rule.Input.of(labels)).labels()).isSameAs(labels);
    TumorLabels old = row(LabelScheme.BRATS2015, "21344");
    assertThat(text(LittleEnhancing.DEFAULT.apply(Rule.Input.of(old)).labels())).isEqualTo("21333");
    TumorLabels none = row(LabelScheme.BRATS2023, "2110");
    assertThat(LittleEnhancing.DEFAULT.apply(Rule.Input.of(none)).labels()).isSameAs(none);
  }

  @Test
  void parts_without_core_are_dropped_beside_a_larger_one_with_core() {
    assertThat(coreless(LabelScheme.BRATS2021, "22102202")).isEqualTo("22100000");
    assertThat(coreless(LabelScheme.BRATS2015, "22302240")).isEqualTo("22302240");
    // As large as the largest with core, or larger: which of them is the tumour is not known.
    assertThat(coreless(LabelScheme.BRATS2021, "41022022200")).isEqualTo("41022022200");
    assertThat(coreless(LabelScheme.BRATS2021, "210222024402")).isEqualTo("210222024400");
    assertThat(coreless(LabelScheme.BRATS2021, "2202022")).isEqualTo("2202022");
    assertThat(coreless(LabelScheme.BRATS2021, "0000")).isEqualTo("0000");
    Correction correction =
        CorelessParts.DEFAULT.apply(Rule.Input.of(row(LabelScheme.BRATS2021, "22102202")));
    assertThat(correction.explanation())
        .isEqualTo(
            "2 of 3 parts have no core and are smaller than the largest with core, of 3 voxels");
  }

  private static String coreless(LabelScheme scheme, String labels) {
    return text(CorelessParts.DEFAULT.apply(Rule.Input.of(row(scheme, labels))).labels());
  }

  private static PostProcessing parse(String... texts) {
    return PostProcessing.parse(List.of(texts), RuleRegistry.STANDARD);
  }

  @Test
  void rules_are_chosen_and_left_out_by_name() {
    assertThat(parse("components").rules()).containsExactly(RemoveSmallComponents.DEFAULT);
    assertThat(parse().rules()).isEmpty();
    assertThat(PostProcessing.DEFAULT.without("oedema").rules())
        .containsExactly(RemoveSmallComponents.DEFAULT);
    assertThatThrownBy(() -> parse("crf"))
        .isInstanceOf(OmnetException.class)
        .hasMessageContainingAll(
            "'crf'",
            "[components, coreless-parts, far-core, little-enhancing, oedema]",
            "RuleRegistry");
  }

  @Test
  void rules_are_read_from_the_texts_that_they_write() {
    PostProcessing own =
        new PostProcessing(
            List.of(
                new RemoveSmallComponents(300, 0.05, Connectivity.FACES),
                new FarCore(10, 0.25),
                new LittleEnhancing(150),
                new CorelessParts(Connectivity.FACES),
                new SplitOedema(0.2, 50, 7)));
    assertThat(own.texts())
        .containsExactly(
            "components(maximumThreshold=300, shareOfLargest=0.05, connectivity=FACES)",
            "far-core(maximumDistance=10, minimumShare=0.25)",
            "little-enhancing(minimumVolume=150)",
            "coreless-parts(connectivity=FACES)",
            "oedema(maximumShare=0.2, maximumVoxels=50, seed=7)");
    assertThat(PostProcessing.parse(own.texts(), RuleRegistry.STANDARD)).isEqualTo(own);
    assertThat(parse("components(maximumThreshold=300)").rules())
        .containsExactly(new RemoveSmallComponents(300, 0.1, Connectivity.CORNERS));
    assertThat(own.needsProbabilities()).isTrue();
    assertThat(own.without("oedema").needsProbabilities()).isFalse();
    for (String wrong :
        new String[] {
          "components(size=3)",
          "components(maximumThreshold=x)",
          "components(shareOfLargest=2)",
          "components(connectivity=ALL)",
          "far-core(maximumDistance=Infinity)",
          "far-core(maximumDistance=NaN)",
          "far-core(maximumDistance=0)",
          "far-core(minimumShare=0)",
          "far-core(share=0.1)",
          "little-enhancing(minimumVolume=0)",
          "little-enhancing(minimumVolume=Infinity)",
          "little-enhancing(voxels=200)",
          "coreless-parts(connectivity=ALL)",
          "components("
        }) {
      assertThatThrownBy(() -> parse(wrong))
          .isInstanceOf(OmnetException.class)
          .hasMessageContaining("rule '" + wrong + "'");
    }
  }

  @Test
  void a_registry_that_includes_rules_reads_just_these() {
    Rule own =
        new Rule() {
          @Override
          public String name() {
            return "own";
          }

          @Override
          public String describe() {
            return "own(size=3)";
          }

          @Override
          public Correction apply(Rule.Input segmentation) {
            return Correction.between(
                name(), segmentation.labels(), segmentation.labels(), "looked only");
          }
        };
    RuleRegistry registry = RuleRegistry.STANDARD.including(new PostProcessing(List.of(own)));
    assertThat(PostProcessing.parse(List.of("own(size=3)"), registry).rules()).containsExactly(own);
    assertThatThrownBy(() -> PostProcessing.parse(List.of("own(size=4)"), registry))
        .isInstanceOf(OmnetException.class)
        .hasMessageContaining("expected own(size=3)");
    assertThatThrownBy(() -> registry.with("own", values -> own))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'own' exists");
  }

  @Test
  void rules_see_what_the_ones_before_left_and_each_leaves_a_record() {
    Rule.Input segmentation = lowGrade(LabelScheme.BRATS2021, "022222222222222222222204");
    PostProcessing rules =
        new PostProcessing(List.of(components(2000, 0.1), new SplitOedema(0.01, 1000, 0)));
    PostProcessing.Result result = rules.apply(segmentation);
    // With the enhancing speck gone, the share of enhancing voxels is below the bound.
    assertThat(result.corrections())
        .extracting(Correction::rule, Correction::changedVoxels)
        .containsExactly(tuple("components", 1), tuple("oedema", 10));
    assertThat(result.labels().map().counts()).containsEntry(1, 10).doesNotContainKey(4);
    assertThat(result.corrections().get(0)).asString().startsWith("components: 1 voxels changed");
    assertThat(PostProcessing.NONE.apply(segmentation).labels()).isSameAs(segmentation.labels());
  }
}
