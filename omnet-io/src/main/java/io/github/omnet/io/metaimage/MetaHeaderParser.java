package io.github.omnet.io.metaimage;

import io.github.omnet.core.volume.Affine;
import io.github.omnet.io.image.DataType;
import io.github.omnet.io.image.ImageFormatException;
import io.github.omnet.io.image.ReadLimits;
import io.github.omnet.io.internal.DataFile;
import io.github.omnet.io.internal.Faults;
import io.github.omnet.io.internal.FileAffine;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks the keys of a header one by one and says exactly which is wrong. */
final class MetaHeaderParser {
  private static final int MAX_DIMENSIONS = 4;
  private static final String DAMAGED = "the header is damaged: get the file from its source again";
  private static final String CONVERT = "convert it with ITK or SimpleITK first";

  private final Path path;
  private final HeaderText text;
  private final long headerEnd;
  private final Faults faults;
  private final List<String> warnings = new ArrayList<>();

  MetaHeaderParser(Path path, HeaderText text, long headerEnd, Faults faults) {
    this.path = path;
    this.text = text;
    this.headerEnd = headerEnd;
    this.faults = faults;
  }

  MetaImageHeader parse(ReadLimits limits) throws ImageFormatException {
    int dimensions = (int) wholeNumber("NDims", required("NDims"), 2, MAX_DIMENSIONS);
    List<Integer> shape = shape(dimensions);
    DataType type = dataType();
    checkSize(shape, type, limits);
    refuseWhatIsNotOneNumber();
    warnOfScale();
    double[] spacing = numbers(dimensions, 1, "ElementSpacing", "ElementSize");
    for (double distance : spacing) {
      if (!(distance > 0)) {
        throw fault("ElementSpacing", Arrays.toString(spacing), "numbers above 0", DAMAGED);
      }
    }
    HeaderText.Entry matrix = text.get("TransformMatrix", "Rotation", "Orientation");
    if (matrix == null) {
      warnings.add("the file gives no directions: left and right may be swapped");
    }
    boolean local = required(HeaderText.LAST_KEY).text().equalsIgnoreCase("LOCAL");
    return new MetaImageHeader(
        path,
        local ? path : dataFile(),
        shape,
        Arrays.stream(spacing).boxed().toList(),
        type,
        flag("BinaryDataByteOrderMSB", "ElementByteOrderMSB")
            ? ByteOrder.BIG_ENDIAN
            : ByteOrder.LITTLE_ENDIAN,
        flag("CompressedData"),
        local ? headerEnd : headerSize(),
        affine(dimensions, spacing, matrix),
        matrix != null,
        warnings);
  }

  private List<Integer> shape(int dimensions) throws ImageFormatException {
    HeaderText.Entry entry = required("DimSize");
    String[] parts = entry.parts();
    if (parts.length != dimensions) {
      throw fault("DimSize", entry.text(), dimensions + " numbers", DAMAGED);
    }
    List<Integer> shape = new ArrayList<>();
    for (String part : parts) {
      HeaderText.Entry one = new HeaderText.Entry(part, entry.offset());
      shape.add((int) wholeNumber("DimSize", one, 1, Integer.MAX_VALUE));
    }
    return shape;
  }

  private DataType dataType() throws ImageFormatException {
    HeaderText.Entry entry = required("ElementType");
    DataType type = ElementTypes.typeOf(entry.text());
    if (type == null) {
      throw faults.at(
          "ElementType",
          entry.offset(),
          entry.text(),
          "one number per voxel such as MET_SHORT or MET_FLOAT",
          CONVERT);
    }
    return type;
  }

  private void checkSize(List<Integer> shape, DataType type, ReadLimits limits)
      throws ImageFormatException {
    double bytes = type.bytes();
    for (int extent : shape) {
      bytes *= extent;
    }
    // The first bound keeps every later product of extents within a long.
    if (bytes > 0x1p62 || bytes > limits.maxBytes()) {
      throw fault(
          "DimSize",
          shape + " of " + type,
          "at most " + limits.maxBytes() + " bytes",
          "raise ReadLimits.maxBytes if you trust the file");
    }
  }

  private void refuseWhatIsNotOneNumber() throws ImageFormatException {
    HeaderText.Entry channels = text.get("ElementNumberOfChannels");
    if (channels != null && !channels.text().equals("1")) {
      throw fault("ElementNumberOfChannels", channels.text(), "1", CONVERT);
    }
    HeaderText.Entry binary = text.get("BinaryData");
    if (binary != null && !isTrue(binary)) {
      throw fault("BinaryData", binary.text(), "True; text is not read", CONVERT);
    }
  }

  private void warnOfScale() {
    HeaderText.Entry slope = text.get("ElementToIntensityFunctionSlope");
    HeaderText.Entry offset = text.get("ElementToIntensityFunctionOffset");
    boolean scaled = slope != null && !slope.text().matches("1(\\.0*)?");
    boolean shifted = offset != null && !offset.text().matches("0(\\.0*)?");
    if (scaled || shifted) {
      warnings.add("an intensity function is given; as in ITK it is not applied");
    }
  }

  /** Row n of the matrix is the direction of axis n, in LPS; so is the offset. */
  private Affine affine(int dimensions, double[] spacing, HeaderText.@Nullable Entry matrix)
      throws ImageFormatException {
    double[] directions = new double[dimensions * dimensions];
    for (int n = 0; n < dimensions; n++) {
      directions[n * dimensions + n] = 1;
    }
    if (matrix != null) {
      directions = numbers(directions.length, 0, "TransformMatrix", "Rotation", "Orientation");
    }
    double[] offset = numbers(dimensions, 0, "Offset", "Position", "Origin");
    double[] rows = new double[12];
    rows[10] = 1;
    for (int world = 0; world < Math.min(3, dimensions); world++) {
      double sign = world < 2 ? -1 : 1;
      for (int axis = 0; axis < Math.min(3, dimensions); axis++) {
        rows[4 * world + axis] = sign * directions[axis * dimensions + world] * spacing[axis];
      }
      rows[4 * world + 3] = sign * offset[world];
    }
    for (int n = 0; n < rows.length; n++) {
      // No negative zeros: they would print as -0.0 and compare unequal.
      rows[n] += 0.0;
    }
    try {
      Affine affine = FileAffine.of(rows);
      FileAffine.shearWarning(affine).ifPresent(warnings::add);
      return affine;
    } catch (IllegalArgumentException e) {
      throw fault("TransformMatrix", String.valueOf(e.getMessage()), "an invertible one", DAMAGED);
    }
  }

  private Path dataFile() throws ImageFormatException {
    String name = required(HeaderText.LAST_KEY).text();
    if (name.equals("LIST") || name.startsWith("LIST ") || name.contains("%")) {
      throw fault(HeaderText.LAST_KEY, name, "one data file", CONVERT);
    }
    return DataFile.beside(
        path, HeaderText.LAST_KEY, required(HeaderText.LAST_KEY).offset(), name, faults);
  }

  private long headerSize() throws ImageFormatException {
    HeaderText.Entry entry = text.get("HeaderSize");
    return entry == null ? 0 : wholeNumber("HeaderSize", entry, -1, Long.MAX_VALUE / 2);
  }

  private double[] numbers(int count, double missing, String... keys) throws ImageFormatException {
    double[] values = new double[count];
    Arrays.fill(values, missing);
    HeaderText.Entry entry = text.get(keys);
    if (entry == null) {
      return values;
    }
    String[] parts = entry.parts();
    if (parts.length != count) {
      throw faults.at(
          keys[0], entry.offset(), "'" + entry.text() + "'", count + " numbers", DAMAGED);
    }
    for (int n = 0; n < count; n++) {
      values[n] = number(parts[n]);
      if (!Double.isFinite(values[n])) {
        throw faults.at(keys[0], entry.offset(), "'" + parts[n] + "'", "a finite number", DAMAGED);
      }
    }
    return values;
  }

  private static double number(String part) {
    try {
      return Double.parseDouble(part);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  private long wholeNumber(String key, HeaderText.Entry entry, long least, long most)
      throws ImageFormatException {
    try {
      long value = Long.parseLong(entry.text());
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      // The same complaint serves.
    }
    throw faults.at(key, entry.offset(), "'" + entry.text() + "'", least + " to " + most, DAMAGED);
  }

  private HeaderText.Entry required(String key) throws ImageFormatException {
    HeaderText.Entry entry = text.get(key);
    if (entry == null) {
      throw faults.at(key, ImageFormatException.NO_OFFSET, "missing", "a value", DAMAGED);
    }
    return entry;
  }

  private boolean flag(String... keys) {
    HeaderText.Entry entry = text.get(keys);
    return entry != null && isTrue(entry);
  }

  /** MetaIO looks at the first letter only. */
  private static boolean isTrue(HeaderText.Entry entry) {
    return entry.text().matches("[Tt1].*");
  }

  private ImageFormatException fault(String key, String found, String expected, String remedy) {
    HeaderText.Entry entry = text.get(key);
    long offset = entry == null ? ImageFormatException.NO_OFFSET : entry.offset();
    return faults.at(key, offset, found, expected, remedy);
  }
}
