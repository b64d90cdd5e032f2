package io.github.omnet.io.nrrd;

import io.github.omnet.core.OmnetException;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.core.volume.Volume;
import io.github.omnet.io.image.DataType;
import java.util.Collection;
import java.util.TreeSet;

/** The lines of a {@code .seg.nrrd} by which 3D Slicer shows each label as a segment. */
final class SegmentFields {
  private static final int MOST = 255;

  /** Colours that repeat: red, green, yellow, blue, as the pictures of this library have them. */
  private static final String[] COLORS = {
    "0.902 0.098 0.294", "0.235 0.706 0.294", "1 0.882 0.098", "0.263 0.388 0.847"
  };

  private SegmentFields() {}

  /** For the values of a volume that is to be stored as whole numbers. */
  static String of(Volume volume, DataType type) {
    TreeSet<Integer> labels = new TreeSet<>();
    for (float value : volume.data()) {
      if (value != 0) {
        boolean label = type.isInteger() && value > 0 && value <= 0xffff && value == (int) value;
        if (!label) {
          throw new OmnetException(
              "a .seg.nrrd file holds labels, whole numbers from 0 to 65535 of an integer type,"
                  + " found "
                  + value
                  + " as "
                  + type
                  + "; name the file .nrrd");
        }
        labels.add((int) value);
        if (labels.size() > MOST) {
          throw new OmnetException(
              "a .seg.nrrd file holds at most " + MOST + " labels; name the file .nrrd");
        }
      }
    }
    return of(labels, volume.shape());
  }

  static String of(Collection<Integer> labels, Shape shape) {
    StringBuilder text = new StringBuilder();
    int segment = 0;
    for (int label : labels) {
      if (label == 0) {
        continue;
      }
      String prefix = "Segment" + segment + "_";
      text.append(prefix).append("ID:=label_").append(label).append('\n');
      text.append(prefix).append("Name:=Label ").append(label).append('\n');
      text.append(prefix).append("LabelValue:=").append(label).append('\n');
      text.append(prefix).append("Layer:=0\n");
      text.append(prefix)
          .append("Color:=")
          .append(COLORS[(label - 1) % COLORS.length])
          .append('\n');
      text.append(prefix)
          .append("Extent:=0 ")
          .append(shape.x() - 1)
          .append(" 0 ")
          .append(shape.y() - 1)
          .append(" 0 ")
          .append(shape.z() - 1)
          .append('\n');
      segment++;
    }
    return text.append("Segmentation_ContainedRepresentationNames:=Binary labelmap|\n")
        .append("Segmentation_MasterRepresentation:=Binary labelmap\n")
        .append("Segmentation_ReferenceImageExtentOffset:=0 0 0\n")
        .toString();
  }
}
