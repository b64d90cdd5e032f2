package io.github.omnet.report;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.github.omnet.core.metric.BidimensionalSize;
import io.github.omnet.core.subject.Modality;
import io.github.omnet.core.subject.TumorRegion;
import io.github.omnet.core.volume.Mask;
import io.github.omnet.core.volume.Spacing;
import io.github.omnet.core.volume.Volume;
import io.github.omnet.io.picture.OverlayPicture;
import io.github.omnet.io.picture.Png;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The page of one subject; the work behind {@link SubjectReport}. */
final class SubjectPage {
  private static final int ROOM_FOR_TEXT = 200_000;
  private final SubjectReport report;
  private final Overlay overlay;
  private final Html html = new Html();

  SubjectPage(SubjectReport report) {
    this.report = report;
    this.overlay = new Overlay(report.labels, report.reference);
  }

  String html() throws IOException {
    List<String> scripts =
        List.of(
            Assets.text("tables.js"),
            Assets.niivue(),
            Assets.text("lazy-programs.js"),
            Assets.text("viewer.js"));
    long room = SubjectReport.MAX_BYTES - ROOM_FOR_TEXT;
    for (String script : scripts) {
      room -= script.length();
    }
    Map<String, byte[]> pictures = pictures();
    for (byte[] picture : pictures.values()) {
      room -= Encodings.base64(picture);
    }
    int step = 1;
    Map<String, byte[]> volumes = volumes(step);
    while (volumes.values().stream().mapToLong(Encodings::base64).sum() > room) {
      volumes = volumes(++step);
    }
    String title = "Segmentation of " + report.name;
    html.open("main").element("h1", title).element("p", Page.NOTICE, "class", "notice");
    verdict();
    viewer(step);
    html.element("h2", "Slices").open("div", "class", "slices");
    String contour = report.reference.isPresent() ? "; white lines show the reference" : "";
    pictures.forEach(
        (name, png) ->
            html.open("figure")
                .picture(
                    png,
                    "Axial, coronal and sagittal slice of "
                        + name
                        + " through most of the tumour, labels in colour; the patient's right is on"
                        + " the left"
                        + contour)
                .element("figcaption", report.name + ": " + name + ", labels in colour" + contour)
                .close());
    html.close();
    Tables.sizes(html, report.labels, sizes());
    report.metrics.ifPresent(metrics -> Tables.metrics(html, metrics));
    provenance();
    html.close();
    volumes.forEach(html::data);
    html.json("viewer-config", config().toString());
    return Page.of(title, html, scripts);
  }

  private void verdict() {
    report.quality.ifPresent(
        quality ->
            html.element(
                "p",
                "Quality score "
                    + Numbers.fixed(quality.score(), 2)
                    + " of 1: "
                    + report.anonymity.text(quality.meaning())));
    if (report.warnings.isEmpty()) {
      html.element("p", "No warning: the checks of plausibility found nothing.", "class", "good");
      return;
    }
    html.open("section", "class", "warnings", "aria-label", "Warnings")
        .element("strong", "Look at this first")
        .open("ul");
    report.warnings.forEach(warning -> html.element("li", report.anonymity.text(warning)));
    html.close().close();
  }

  private void viewer(int step) {
    html.open("section", "class", "interactive")
        .element("h2", "Viewer")
        .open("div", "id", "viewer", "class", "viewer")
        .open("div", "class", "stage", "hidden", "")
        .open("div", "class", "screen")
        .open(
            "canvas",
            "tabindex",
            "0",
            "role",
            "img",
            "aria-label",
            "Axial, coronal and sagittal slice; arrow keys and page keys move the place, digits"
                + " change the modality")
        .close()
        .close()
        .element("p", "", "class", "place", "aria-live", "polite")
        .element("div", "", "class", "controls")
        .close()
        .element("p", "", "class", "message")
        .element("noscript", "The viewer needs JavaScript; the pictures below show the same.")
        .close()
        .element(
            "p",
            "Click to move the crosshair, turn the wheel to go through slices. With the viewer in"
                + " focus: arrow keys and Page Up and Down move by a voxel, digits change the"
                + " modality. The patient's right is on the left."
                + (step > 1
                    ? " To keep the file small, the viewer shows one in "
                        + step
                        + " voxels along each axis; tables and pictures use all."
                    : ""),
            "class",
            "note")
        .close();
  }

  private Map<String, byte[]> pictures() throws IOException {
    Map<String, Encodings.Part> pictures = new LinkedHashMap<>();
    report
        .subject
        .volumes()
        .forEach(
            (modality, volume) -> {
              boolean usual = modality == Modality.FLAIR || modality == Modality.T1C;
              if (usual || pictures.isEmpty()) {
                pictures.put(modality.name(), () -> Png.bytes(picture(volume)));
              }
            });
    return Encodings.all(pictures);
  }

  private BufferedImage picture(Volume volume) {
    // Without the name, which the caption has: pictures are lettered in ASCII alone.
    OverlayPicture.Builder picture = OverlayPicture.builder(volume, report.labels);
    report.reference.ifPresent(expert -> picture.reference(expert.map()));
    return picture.draw();
  }

  private Map<String, byte[]> volumes(int step) throws IOException {
    HeadVolumes head = HeadVolumes.around(report.subject.brain(), step);
    Map<String, Encodings.Part> volumes = new LinkedHashMap<>();
    report
        .subject
        .volumes()
        .forEach((modality, volume) -> volumes.put("v-" + modality, () -> head.grey(volume)));
    volumes.put("v-overlay", () -> head.labels(overlay.codes()));
    int n = 0;
    for (Volume layer : report.layers.values()) {
      volumes.put("v-layer" + n++, () -> head.layer(layer));
    }
    return Encodings.all(volumes);
  }

  private JsonObject config() {
    JsonObject config = new JsonObject();
    JsonArray images = new JsonArray();
    for (Modality modality : report.subject.volumes().keySet()) {
      images.add(named("v-" + modality, modality.name()));
    }
    config.add("images", images);
    config.add("maps", overlay.config());
    JsonArray layers = new JsonArray();
    int n = 0;
    for (String layer : report.layers.keySet()) {
      layers.add(named("v-layer" + n++, layer));
    }
    config.add("layers", layers);
    JsonArray start = new JsonArray();
    for (double mm : start()) {
      start.add(mm);
    }
    config.add("start", start);
    return config;
  }

  private static JsonObject named(String id, String name) {
    JsonObject named = new JsonObject();
    named.addProperty("id", id);
    named.addProperty("name", name);
    return named;
  }

  /** The middle of the tumour, or of the head, in mm. */
  private double[] start() {
    Mask tumour = report.labels.region(TumorRegion.WT);
    Mask shown = tumour.isEmpty() ? report.subject.brain() : tumour;
    double[] sum = new double[3];
    long count = 0;
    for (int z = 0, n = 0; z < shown.shape().z(); z++) {
      for (int y = 0; y < shown.shape().y(); y++) {
        for (int x = 0; x < shown.shape().x(); x++, n++) {
          if (shown.data()[n]) {
            sum[0] += x;
            sum[1] += y;
            sum[2] += z;
            count++;
          }
        }
      }
    }
    double all = Math.max(1, count);
    return shown
        .grid()
        .toWorld(Math.rint(sum[0] / all), Math.rint(sum[1] / all), Math.rint(sum[2] / all));
  }

  private Map<TumorRegion, Optional<BidimensionalSize>> sizes() {
    Map<TumorRegion, Optional<BidimensionalSize>> sizes = new TreeMap<>();
    for (TumorRegion region : TumorRegion.values()) {
      sizes.put(region, BidimensionalSize.of(report.labels.region(region)));
    }
    return sizes;
  }

  private void provenance() {
    Map<String, String> rows = new LinkedHashMap<>();
    report.provenance.forEach((key, value) -> rows.put(key, report.anonymity.text(value)));
    rows.put("label scheme", report.labels.scheme().toString());
    Spacing spacing = report.subject.grid().spacing();
    rows.put(
        "grid",
        report.subject.grid().shape()
            + " voxels of "
            + String.format(
                Locale.ROOT, "%.3g x %.3g x %.3g mm", spacing.x(), spacing.y(), spacing.z()));
    Tables.pairs(html, "Provenance", rows);
    html.element("p", Page.NOTICE, "class", "notice")
        .element(
            "p",
            "The viewer is NiiVue 0.69.0, BSD-2-Clause; its licence is in the source of this page.",
            "class",
            "note");
  }
}
