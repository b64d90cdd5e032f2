package io.github.omnet.report;

import io.github.omnet.core.metric.CohortReport;
import io.github.omnet.core.metric.Metric;
import io.github.omnet.core.metric.SegmentationReport;
import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The plots of a cohort: how each metric is distributed, and how well volumes agree.
 *
 * @param report the metrics of all subjects
 * @param voxelVolumes volume of one voxel in cubic millimetres, by subject; others have no volumes
 */
record CohortPlots(CohortReport report, Map<String, Double> voxelVolumes) {
  void write(Html html) throws IOException {
    distributions(html);
    volumes(html);
  }

  private Collection<String> regions() {
    return report.subjects().values().iterator().next().regions().keySet();
  }

  private void distributions(Html html) throws IOException {
    html.element("h2", "Distributions").open("div", "class", "plots small");
    for (Map.Entry<String, Metric> named : report.metrics().byKey().entrySet()) {
      String key = named.getKey();
      Map<String, double[]> byRegion = new LinkedHashMap<>();
      for (String region : regions()) {
        byRegion.put(
            region,
            report.subjects().values().stream()
                .mapToDouble(subject -> subject.region(region).get(key))
                .toArray());
      }
      Plots.boxes(html, key, Tables.unit(named.getValue()), byRegion);
    }
    html.close();
  }

  private void volumes(Html html) throws IOException {
    List<Map.Entry<String, SegmentationReport>> measured =
        report.subjects().entrySet().stream()
            .filter(subject -> voxelVolumes.containsKey(subject.getKey()))
            .toList();
    if (measured.isEmpty()) {
      return;
    }
    html.element("h2", "Agreement of volumes").open("div", "class", "plots small");
    for (String region : regions()) {
      double[] predicted = new double[measured.size()];
      double[] expected = new double[measured.size()];
      for (int n = 0; n < predicted.length; n++) {
        SegmentationReport.Region values = measured.get(n).getValue().region(region);
        double ml = voxelVolumes.getOrDefault(measured.get(n).getKey(), Double.NaN) / 1000;
        predicted[n] = ml * values.predictionVoxels();
        expected[n] = ml * values.referenceVoxels();
      }
      Plots.blandAltman(html, region, predicted, expected);
    }
    html.close();
  }
}
