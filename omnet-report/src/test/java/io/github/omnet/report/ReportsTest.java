package io.github.omnet.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.omnet.core.metric.CohortReport;
import io.github.omnet.core.metric.Metrics;
import io.github.omnet.core.metric.SegmentationReport;
import io.github.omnet.core.subject.LabelScheme;
import io.github.omnet.core.subject.Modality;
import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.subject.TumorLabels;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.LabelMap;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.core.volume.Volume;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportsTest {
  private static final String EVIL = "<script>alert('x')</script>";

  @TempDir Path folder;

  private static TumorLabels labels(Grid grid, int first) {
    byte[] data = new byte[grid.shape().voxels()];
    for (int n = first; n < data.length / 2; n++) {
      data[n] = (byte) (n % 3 == 0 ? 1 : n % 3 == 1 ? 2 : 4);
    }
    return new TumorLabels(LabelMap.wrap(grid, data), LabelScheme.BRATS2021);
  }

  /** Noise, which no compression makes smaller. */
  private static Volume noise(Grid grid) {
    SplittableRandom random = new SplittableRandom(1);
    float[] data = new float[grid.shape().voxels()];
    for (int n = 0; n < data.length; n++) {
      data[n] = 1 + random.nextInt(1000);
    }
    return Volume.wrap(grid, data);
  }

  @Test
  void aSubjectsTextsAreEscapedAndWithoutPaths() throws Exception {
    Grid grid = Grid.isotropic(new Shape(12, 11, 10));
    Subject subject = Subject.of(EVIL, Map.of(Modality.FLAIR, noise(grid)));
    TumorLabels found = labels(grid, 5);
    TumorLabels truth = labels(grid, 40);
    SubjectReport.Builder builder =
        SubjectReport.builder(subject, found)
            .reference(truth, SegmentationReport.of(found, truth, Metrics.brats()))
            .layer(EVIL, noise(grid))
            .quality(0.5, EVIL)
            .warning(EVIL + " in /data/secret/name.nii.gz")
            .provenance(Map.of(EVIL, "/opt/models/secret"));
    Path file = folder.resolve("a.html");
    builder.build().write(file);
    assertThat(Files.readString(file))
        .contains("&lt;script&gt;alert(&#39;x&#39;)", "RANO", "not a medical device", "hd95")
        .doesNotContain(EVIL, "secret");
    // Tables can be used before the viewer is there.
    String page = Files.readString(file);
    assertThat(page.indexOf("querySelectorAll('table.sortable')"))
        .isPositive()
        .isLessThan(page.indexOf("/*! NiiVue"));
    assertThat(builder.name("Subject 1").build().toHtml()).contains("Segmentation of Subject 1");
  }

  /** A label that no subject has, and a cohort of one. */
  @Test
  void regionsThatAreEmptyEverywhereLeaveDashes() throws Exception {
    Grid grid = Grid.isotropic(new Shape(12, 11, 10));
    TumorLabels none = labels(grid, grid.shape().voxels());
    Subject subject = Subject.of("s", Map.of(Modality.T2, noise(grid)));
    SegmentationReport metrics = SegmentationReport.of(none, none, Metrics.monai());
    String page = SubjectReport.builder(subject, none).reference(none, metrics).build().toHtml();
    assertThat(page)
        .contains("s: T2, labels in colour")
        .doesNotContain(">NaN", ">Infinity", "NaN ml");
    String cohort =
        CohortReportPage.of(new CohortReport(Map.of("s", metrics))).voxelVolume("s", 1).toHtml();
    assertThat(cohort)
        .contains("<h1>Evaluation of 1 subject</h1>", "<td>–</td>", "mean difference 0.00 ml")
        .doesNotContain(">NaN", ">Infinity", "NaN ml");
  }

  @Test
  void aLargeSubjectStaysWithinTheLimit() throws Exception {
    Grid grid = Grid.isotropic(new Shape(200, 200, 160));
    Volume volume = noise(grid);
    Subject subject = Subject.of("s", Map.of(Modality.FLAIR, volume, Modality.T1, volume));
    String html = SubjectReport.builder(subject, labels(grid, 100)).build().toHtml();
    assertThat(html.length()).isLessThan(SubjectReport.MAX_BYTES);
    assertThat(html).contains("one in 2 voxels");
  }

  @Test
  void aCohortHasTheWorstFirstAndIsAnonymousOnRequest() throws Exception {
    Grid grid = Grid.isotropic(new Shape(12, 11, 10));
    Map<String, SegmentationReport> reports = new LinkedHashMap<>();
    for (int n = 0; n < 3; n++) {
      reports.put(
          EVIL + n,
          SegmentationReport.of(labels(grid, 100 * (n % 3)), labels(grid, 0), Metrics.brats()));
    }
    CohortReportPage page =
        CohortReportPage.of(new CohortReport(reports))
            .failures(Map.of("jane_doe", "/secret/jane_doe.nii.gz: jane_doe is damaged"))
            .excluded("without reference", List.of("john_doe"))
            .voxelVolume(EVIL + 0, 1);
    assertThat(page.worstFirst()).containsExactly(EVIL + 2, EVIL + 1, EVIL + 0);
    assertThat(page.toHtml())
        .contains("<svg", "Bland-Altman", "jane_doe failed", "john_doe: without reference")
        .doesNotContain(EVIL, "secret", " style=");
    assertThat(page.anonymise().toHtml())
        .contains("Subject 4 failed: [path]: Subject 4 is damaged")
        .doesNotContain("jane_doe", "john_doe");
  }
}
