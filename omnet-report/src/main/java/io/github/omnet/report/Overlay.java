package io.github.omnet.report;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.github.omnet.core.subject.TumorLabels;
import io.github.omnet.core.volume.LabelMap;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.io.picture.LabelColors;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The labels and the contour of the reference as one volume, which the viewer draws once. A voxel's
 * code is {@code p + (n + 1) * r}: p is the position of its label among the n labels of the scheme,
 * from 1, and r that of the label whose contour passes there; 0 stands for none.
 *
 * @param found the labels
 * @param reference an expert's labels on the same grid, drawn as a contour
 */
record Overlay(TumorLabels found, Optional<TumorLabels> reference) {
  private static final double LABEL_OPACITY = 0.45;

  /** How much of a contour's colour is white, so that it differs from its region. */
  private static final double CONTOUR_WHITE = 0.6;

  private static final Map<String, String> CLASSES =
      Map.of(
          "ET", "enhancing tumour (ET)",
          "ED", "oedema (ED)",
          "NCR", "necrosis and non-enhancing core (NCR)",
          "NET", "non-enhancing core (NET)");

  /** The code of each voxel. */
  LabelMap codes() {
    byte[] positions = positions(found);
    byte[] labels = found.map().data();
    byte[] codes = new byte[labels.length];
    for (int n = 0; n < codes.length; n++) {
      codes[n] = positions[labels[n] & 0xff];
    }
    reference.ifPresent(
        expert -> {
          int factor = LabelColors.of(found.scheme()).entries().size() + 1;
          byte[] others = positions(expert);
          byte[] outline = contour(expert.map());
          for (int n = 0; n < codes.length; n++) {
            codes[n] += (byte) (factor * others[outline[n] & 0xff]);
          }
        });
    return LabelMap.wrap(found.map().grid(), codes);
  }

  private static byte[] positions(TumorLabels labels) {
    byte[] positions = new byte[256];
    List<Integer> known = new ArrayList<>(LabelColors.of(labels.scheme()).entries().keySet());
    for (int n = 0; n < known.size(); n++) {
      positions[known.get(n)] = (byte) (n + 1);
    }
    return positions;
  }

  /** Labels where a neighbour in the axial plane has another: the outline of each region. */
  static byte[] contour(LabelMap labels) {
    int up = 0;
    for (int axis = 0; axis < 3; axis++) {
      if (labels.grid().orientation().directions().get(axis).worldAxis() == 2) {
        up = axis;
      }
    }
    Shape shape = labels.shape();
    byte[] data = labels.data();
    byte[] outline = new byte[data.length];
    int[] strides = {1, shape.x(), shape.x() * shape.y()};
    for (int z = 0, n = 0; z < shape.z(); z++) {
      for (int y = 0; y < shape.y(); y++) {
        for (int x = 0; x < shape.x(); x++, n++) {
          if (data[n] == 0) {
            continue;
          }
          int[] at = {x, y, z};
          for (int axis = 0; axis < 3; axis++) {
            boolean edge =
                axis != up
                    && (at[axis] == 0
                        || at[axis] == shape.axis(axis) - 1
                        || data[n - strides[axis]] != data[n]
                        || data[n + strides[axis]] != data[n]);
            outline[n] = edge ? data[n] : outline[n];
          }
        }
      }
    }
    return outline;
  }

  /** Names, colours and opacities for the viewer: one entry for each map, in the order of codes. */
  JsonArray config() {
    JsonArray maps = new JsonArray();
    maps.add(map("Opacity of labels", found, LABEL_OPACITY, 0));
    reference.ifPresent(
        expert -> maps.add(map("Opacity of reference contour", expert, 1, CONTOUR_WHITE)));
    return maps;
  }

  private static JsonObject map(String name, TumorLabels labels, double opacity, double white) {
    JsonArray entries = new JsonArray();
    LabelColors.of(labels.scheme())
        .entries()
        .values()
        .forEach(
            color -> {
              JsonArray rgb = new JsonArray();
              for (int shift = 16; shift >= 0; shift -= 8) {
                int part = color.rgb() >> shift & 0xff;
                rgb.add(Math.round(part + white * (255 - part)));
              }
              JsonObject entry = new JsonObject();
              entry.addProperty("name", CLASSES.getOrDefault(color.name(), color.name()));
              entry.add("rgb", rgb);
              entries.add(entry);
            });
    JsonObject map = new JsonObject();
    map.addProperty("name", name);
    map.addProperty("opacity", opacity);
    map.add("entries", entries);
    return map;
  }
}
