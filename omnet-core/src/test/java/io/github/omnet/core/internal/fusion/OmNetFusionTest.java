package io.github.omnet.core.internal.fusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.omnet.core.OmnetException;
import io.github.omnet.core.fusion.ClassProbabilities;
import io.github.omnet.core.fusion.RegionThresholds;
import io.github.omnet.core.morphology.Ball;
import io.github.omnet.core.subject.LabelScheme;
import io.github.omnet.core.subject.TumorLabels;
import io.github.omnet.core.subject.TumorRegion;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.GridMismatchException;
import io.github.omnet.core.volume.Shape;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OmNetFusionTest {
  private static final double[] BACKGROUND = {1, 0, 0, 0, 0};
  private static final double[] SURE_TUMOUR = {0, 0, 1, 0, 0};

  /** One row of voxels, one array of class probabilities each. */
  private static ClassProbabilities row(double[]... voxels) {
    float[][] channels = new float[voxels[0].length][voxels.length];
    for (int n = 0; n < voxels.length; n++) {
      for (int c = 0; c < channels.length; c++) {
        channels[c][n] = (float) voxels[n][c];
      }
    }
    return ClassProbabilities.wrap(Grid.isotropic(new Shape(voxels.length, 1, 1)), channels);
  }

  @Test
  void task_1_weighs_all_tumour_classes_against_the_others() {
    // Background is the most probable single class of the first voxel, tumour outweighs it.
    ClassProbabilities p1 = row(new double[] {.4, .2, .2, .2, 0}, new double[] {.3, .2, .2, 0, .3});
    OmNetFusion fusion = new OmNetFusion(LabelScheme.BRATS2021, Ball.ofVoxels(0));
    assertThat(fusion.tumour(p1).data()).containsExactly(true, false);
    assertThat(fusion.coarse(p1).map().data()).containsExactly(1, 0);
  }

  @Test
  void task_2_is_asked_within_the_dilated_tumour_only() {
    ClassProbabilities p1 = row(SURE_TUMOUR, BACKGROUND, BACKGROUND, BACKGROUND);
    ClassProbabilities p2 = row(SURE_TUMOUR, SURE_TUMOUR, SURE_TUMOUR, SURE_TUMOUR);
    OmNetFusion fusion = new OmNetFusion(LabelScheme.BRATS2021, Ball.ofVoxels(2));
    assertThat(fusion.refine(p1, p2).map().data()).containsExactly(2, 2, 2, 0);
  }

  @Test
  void only_three_tasks_have_classes() {
    assertThat(OmNetFusion.classesOf(0)).isEqualTo(5);
    assertThat(OmNetFusion.classesOf(2)).isEqualTo(2);
    for (int task : new int[] {-1, OmNetFusion.TASKS, 7}) {
      assertThatThrownBy(() -> OmNetFusion.classesOf(task))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("tasks are 0 to 2, found " + task);
    }
  }

  @Test
  void the_default_dilation_is_five_voxels() {
    double[][] p1 = new double[12][];
    double[][] p2 = new double[12][];
    for (int n = 0; n < 12; n++) {
      p1[n] = n == 0 ? SURE_TUMOUR : BACKGROUND;
      p2[n] = SURE_TUMOUR;
    }
    assertThat(new OmNetFusion(LabelScheme.BRATS2021).refine(row(p1), row(p2)).map().counts())
        .containsEntry(2, 6)
        .containsEntry(0, 6);
  }

  @Test
  void task_3_decides_within_the_core_and_changes_nothing_outside_it() {
    double[] necrosis = {0, .9, 0, .1, 0};
    double[] enhancing = {0, .1, 0, .9, 0};
    double[] oedema = {0, .1, .8, .1, 0};
    ClassProbabilities p1 = row(SURE_TUMOUR, SURE_TUMOUR, SURE_TUMOUR, SURE_TUMOUR);
    ClassProbabilities p2 = row(necrosis, enhancing, oedema, BACKGROUND);
    ClassProbabilities yes =
        row(new double[] {0, 1}, new double[] {0, 1}, new double[] {0, 1}, new double[] {0, 1});
    ClassProbabilities no =
        row(new double[] {1, 0}, new double[] {1, 0}, new double[] {1, 0}, new double[] {1, 0});
    OmNetFusion fusion = new OmNetFusion(LabelScheme.BRATS2021);
    assertThat(fusion.fuse(p1, p2, yes).map().data()).containsExactly(4, 4, 2, 0);
    assertThat(fusion.fuse(p1, p2, no).map().data()).containsExactly(1, 1, 2, 0);
    assertThat(new OmNetFusion(LabelScheme.BRATS2023).fuse(p1, p2, yes).map().data())
        .containsExactly(3, 3, 2, 0);
  }

  @Test
  void class_4_is_no_tumour_where_the_scheme_has_three_tumour_labels() {
    double[] four = {.1, 0, .3, 0, .6};
    OmNetFusion fusion = new OmNetFusion(LabelScheme.BRATS2023, Ball.ofVoxels(0));
    assertThat(fusion.tumour(row(four)).isEmpty()).isTrue();
    assertThat(fusion.refine(row(SURE_TUMOUR), row(four)).map().data()).containsExactly(0);
  }

  @Test
  void in_the_2015_scheme_all_four_classes_are_tumour_and_4_is_enhancing() {
    double[] solid = {0, .1, 0, .3, .6};
    double[] necrosis = {0, .7, 0, .2, .1};
    double[] oedema = {0, 0, 1, 0, 0};
    ClassProbabilities p1 = row(solid, necrosis, oedema);
    OmNetFusion fusion = new OmNetFusion(LabelScheme.BRATS2015, Ball.ofVoxels(0));
    ClassProbabilities no = row(new double[] {1, 0}, new double[] {1, 0}, new double[] {1, 0});
    assertThat(fusion.tumour(p1).count()).isEqualTo(3);
    assertThat(fusion.refine(p1, p1).map().data()).containsExactly(4, 1, 2);
    // Task 3 says not enhancing: the first voxel falls back to non-enhancing core, not to necrosis.
    assertThat(fusion.fuse(p1, p1, no).map().data()).containsExactly(3, 1, 2);
  }

  @Test
  void wrong_shapes_are_refused_by_name() {
    OmNetFusion fusion = new OmNetFusion(LabelScheme.BRATS2021);
    ClassProbabilities two = row(new double[] {0, 1});
    assertThatThrownBy(() -> fusion.tumour(two)).hasMessage("task 1 has 5 classes, found 2");
    assertThatThrownBy(() -> fusion.refine(row(BACKGROUND), row(BACKGROUND, BACKGROUND)))
        .isInstanceOf(GridMismatchException.class);
  }

  @Test
  void a_threshold_of_the_complete_tumour_counts_where_background_is_most_probable() {
    double[] faint = {.6, .15, .25, 0, 0};
    double[] fainter = {.66, .15, .19, 0, 0};
    OmNetFusion fusion = new OmNetFusion(LabelScheme.BRATS2021, Ball.ofVoxels(0));
    ClassProbabilities p = row(faint, fainter);
    assertThat(fusion.refine(p, p).map().data()).containsExactly(0, 0);
    OmNetFusion lower = fusion.withThresholds(RegionThresholds.parse("WT=0.35"));
    assertThat(lower.refine(p, p).map().data()).containsExactly(2, 0);
    assertThat(lower.coarse(p).map().data()).containsExactly(2, 0);
    // The search area is that of the same threshold.
    assertThat(lower.tumour(p).data()).containsExactly(true, false);
    assertThat(fusion.tumour(p).isEmpty()).isTrue();
  }

  @Test
  void a_threshold_is_reached_by_a_probability_that_equals_it_as_a_float() {
    double[] just = {.65, 0, .35, 0, 0};
    OmNetFusion fusion = new OmNetFusion(LabelScheme.BRATS2021, Ball.ofVoxels(0));
    OmNetFusion at = fusion.withThresholds(RegionThresholds.HALF.with(TumorRegion.WT, 0.35));
    OmNetFusion above = fusion.withThresholds(RegionThresholds.HALF.with(TumorRegion.WT, 0.3501));
    assertThat(at.refine(row(just), row(just)).map().data()).containsExactly(2);
    assertThat(above.refine(row(just), row(just)).map().data()).containsExactly(0);
  }

  @Test
  void regions_are_found_from_the_outermost_to_the_innermost() {
    // Core 0.45 in all three: necrosis, non-enhancing, enhancing.
    double[] core = {.1, .25, .45, 0, .2};
    ClassProbabilities p = row(core, core, core);
    ClassProbabilities p3 =
        row(new double[] {.7, .3}, new double[] {.5, .5}, new double[] {.41, .59});
    OmNetFusion fusion = new OmNetFusion(LabelScheme.BRATS2015, Ball.ofVoxels(0));
    OmNetFusion half = fusion.withThresholds(RegionThresholds.HALF);
    assertThat(half.fuse(p, p, p3).map().data()).containsExactly(2, 2, 2);
    OmNetFusion lower = fusion.withThresholds(RegionThresholds.parse("TC=0.4"));
    assertThat(lower.fuse(p, p, p3).map().data()).containsExactly(1, 4, 4);
    OmNetFusion higher = fusion.withThresholds(RegionThresholds.parse("TC=0.4, ET=0.55"));
    assertThat(higher.fuse(p, p, p3).map().data()).containsExactly(1, 1, 4);
    // Without task 3 the class of task 2 tells what is enhancing.
    OmNetFusion two = fusion.withThresholds(RegionThresholds.parse("TC=0.4,ET=0.2"));
    assertThat(two.refine(p, p).map().data()).containsExactly(4, 4, 4);
  }

  @Test
  void a_lower_threshold_never_makes_a_region_smaller() {
    Random random = new Random(5);
    double[][] voxels = new double[2000][5];
    double[][] enhancing = new double[voxels.length][2];
    for (int n = 0; n < voxels.length; n++) {
      double sum = 0;
      for (int c = 0; c < 5; c++) {
        voxels[n][c] = random.nextDouble();
        sum += voxels[n][c];
      }
      for (int c = 0; c < 5; c++) {
        voxels[n][c] /= sum;
      }
      enhancing[n][1] = random.nextDouble();
      enhancing[n][0] = 1 - enhancing[n][1];
    }
    OmNetFusion fusion = new OmNetFusion(LabelScheme.BRATS2023, Ball.ofVoxels(0));
    ClassProbabilities p = row(voxels);
    for (TumorRegion region : TumorRegion.values()) {
      int before = Integer.MAX_VALUE;
      for (double t : new double[] {.2, .35, .5, .65}) {
        RegionThresholds thresholds = RegionThresholds.HALF.with(region, t);
        TumorLabels labels = fusion.withThresholds(thresholds).fuse(p, p, row(enhancing));
        assertThat(labels.region(region).count()).isPositive().isLessThan(before);
        before = labels.region(region).count();
      }
    }
  }

  @Test
  void thresholds_are_read_from_the_text_that_they_write() {
    RegionThresholds read = RegionThresholds.parse("WT=0.35, ET=0.6");
    assertThat(read).isEqualTo(new RegionThresholds(0.35, 0.5, 0.6));
    assertThat(read).hasToString("WT=0.35,TC=0.5,ET=0.6");
    assertThat(RegionThresholds.parse(read.toString())).isEqualTo(read);
    for (String wrong :
        new String[] {"", "WT", "WT=", "WT=x", "XX=0.3", "WT=0.3,WT=0.4", "WT=0.3=0.4", "0.35"}) {
      assertThatThrownBy(() -> RegionThresholds.parse(wrong))
          .isInstanceOf(OmnetException.class)
          .hasMessageContainingAll("WT=0.35,TC=0.5,ET=0.5", "found '" + wrong + "'");
    }
    for (String wrong : new String[] {"0", "1", "-0.1", "1e-60", "0.9999999999", "NaN"}) {
      assertThatThrownBy(() -> RegionThresholds.parse("TC=" + wrong))
          .isInstanceOf(OmnetException.class)
          .hasMessageContaining("threshold of TC must be between 0 and 1");
    }
  }
}
