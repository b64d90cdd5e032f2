package io.github.omnet.io.nrrd;

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
import java.util.List;
import java.util.Set;

/** Checks the fields of a header one by one and says exactly which is wrong. */
final class HeaderParser {
  static final String DATA_FILE = "data file";

  private static final int AXES = 3;
  private static final String DAMAGED = FieldReader.DAMAGED;
  private static final Set<String> SPATIAL = Set.of("domain", "space", "???", "none");
  private static final String CONVERT =
      "save it as raw or gzip with 3D Slicer or Teem (unu save -f nrrd -e gzip)";

  private final Path path;
  private final FieldReader fields;
  private final long headerEnd;
  private final Faults faults;
  private final List<String> warnings = new ArrayList<>();

  HeaderParser(Path path, HeaderFields fields, long headerEnd, Faults faults) {
    this.path = path;
    this.fields = new FieldReader(fields, faults);
    this.headerEnd = headerEnd;
    this.faults = faults;
  }

  NrrdHeader parse(ReadLimits limits) throws ImageFormatException {
    requireThreeAxesOfSpace();
    List<Integer> shape = shape();
    DataType type = dataType();
    boolean compressed = isCompressed();
    long lineSkip = fields.has("line skip") ? fields.whole("line skip", 0, Integer.MAX_VALUE) : 0;
    long byteSkip = byteSkip(compressed);
    checkSize(shape, type, byteSkip, limits);
    Path data = dataFile();
    double[] rows = new double[12];
    boolean stated = place(rows);
    Affine affine = affine(rows);
    return new NrrdHeader(
        path,
        data,
        shape,
        List.of(affine.spacing().x(), affine.spacing().y(), affine.spacing().z()),
        type,
        byteOrder(type),
        compressed,
        data.equals(path) ? headerEnd : 0,
        lineSkip,
        byteSkip,
        affine,
        stated,
        warnings);
  }

  private void requireThreeAxesOfSpace() throws ImageFormatException {
    long dimension = fields.whole("dimension", 1, 16);
    if (dimension != AXES) {
      throw fields.fault(
          "dimension",
          String.valueOf(dimension),
          "3: one number at each place in space",
          "save one volume of it, or, of segments in several layers, one label map");
    }
    List<String> kinds = fields.words("kinds");
    if (!kinds.isEmpty() && (kinds.size() != AXES || !SPATIAL.containsAll(kinds))) {
      throw fields.fault(
          "kinds",
          "'" + String.join(" ", kinds) + "'",
          "domain domain domain",
          "colours, vectors and lists are not read: save one number at each place");
    }
  }

  private List<Integer> shape() throws ImageFormatException {
    List<String> parts = fields.words("sizes");
    if (parts.size() != AXES) {
      throw fields.fault("sizes", "'" + fields.required("sizes") + "'", "3 numbers", DAMAGED);
    }
    List<Integer> shape = new ArrayList<>();
    for (String part : parts) {
      shape.add((int) fields.whole("sizes", part, 1, Integer.MAX_VALUE));
    }
    return shape;
  }

  private DataType dataType() throws ImageFormatException {
    String name = fields.word("type");
    DataType type = SampleTypes.typeOf(name);
    if (type == null) {
      throw fields.fault("type", "'" + name + "'", "a number such as short or float", CONVERT);
    }
    return type;
  }

  private boolean isCompressed() throws ImageFormatException {
    String encoding = fields.word("encoding");
    return switch (encoding) {
      case "raw" -> false;
      case "gzip", "gz" -> true;
      default -> throw fields.fault("encoding", "'" + encoding + "'", "raw or gzip", CONVERT);
    };
  }

  private ByteOrder byteOrder(DataType type) throws ImageFormatException {
    if (type.bytes() == 1 && !fields.has("endian")) {
      return ByteOrder.LITTLE_ENDIAN;
    }
    String endian = fields.word("endian");
    return switch (endian) {
      case "little" -> ByteOrder.LITTLE_ENDIAN;
      case "big" -> ByteOrder.BIG_ENDIAN;
      default -> throw fields.fault("endian", "'" + endian + "'", "little or big", DAMAGED);
    };
  }

  private long byteSkip(boolean compressed) throws ImageFormatException {
    return fields.has("byte skip")
        ? fields.whole("byte skip", compressed ? 0 : -1, Long.MAX_VALUE / 4)
        : 0;
  }

  private void checkSize(List<Integer> shape, DataType type, long byteSkip, ReadLimits limits)
      throws ImageFormatException {
    double bytes = type.bytes();
    for (int extent : shape) {
      bytes *= extent;
    }
    // The first bound keeps every later product of extents within a long.
    if (bytes > 0x1p62 || bytes + Math.max(0, byteSkip) > limits.maxBytes()) {
      throw fields.fault(
          "sizes",
          shape + " of " + type + (byteSkip > 0 ? " after " + byteSkip + " bytes" : ""),
          "at most " + limits.maxBytes() + " bytes",
          "raise ReadLimits.maxBytes if you trust the file");
    }
  }

  private Path dataFile() throws ImageFormatException {
    if (!fields.has(DATA_FILE)) {
      return path;
    }
    String name = fields.required(DATA_FILE);
    if (name.startsWith("LIST") || name.contains("%")) {
      throw fields.fault(DATA_FILE, "'" + name + "'", "one data file", CONVERT);
    }
    return DataFile.beside(path, DATA_FILE, fields.offset(DATA_FILE), name, faults);
  }

  /** Fills the rows of the affine, RAS; false if the file does not say how they lie in the body. */
  private boolean place(double[] rows) throws ImageFormatException {
    int[] signs = signs();
    boolean directions = fields.has("space directions");
    double[][] axes = directions ? fields.vectors("space directions", AXES) : spacings();
    double[] origin = fields.has("space origin") ? fields.vector("space origin") : new double[3];
    boolean stated = directions && fields.has("space");
    if (!stated) {
      warnings.add(
          directions
              ? "the file does not say in which space its directions are; they are taken for"
                  + " left-posterior-superior, so left and right may be swapped"
              : "the file gives no directions: left and right may be swapped");
    } else if (!fields.has("space origin")) {
      warnings.add("the file gives no origin: the first voxel is taken to lie at 0, 0, 0");
    }
    warnOfUnits();
    for (int world = 0; world < AXES; world++) {
      for (int axis = 0; axis < AXES; axis++) {
        rows[4 * world + axis] = signs[world] * axes[axis][world] + 0.0;
      }
      rows[4 * world + 3] = signs[world] * origin[world] + 0.0;
    }
    return stated;
  }

  private double[][] spacings() throws ImageFormatException {
    double[][] axes = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}};
    List<String> parts = fields.words("spacings");
    if (!parts.isEmpty() && parts.size() != AXES) {
      throw fields.fault("spacings", "'" + fields.required("spacings") + "'", "3 numbers", DAMAGED);
    }
    for (int axis = 0; axis < parts.size(); axis++) {
      if (!parts.get(axis).equals("nan")) {
        axes[axis][axis] = fields.number("spacings", parts.get(axis));
      }
    }
    return axes;
  }

  private int[] signs() throws ImageFormatException {
    if (!fields.has("space")) {
      return new int[] {-1, -1, 1};
    }
    String space = fields.word("space");
    return switch (space) {
      case "right-anterior-superior", "ras" -> new int[] {1, 1, 1};
      case "left-anterior-superior", "las" -> new int[] {-1, 1, 1};
      case "left-posterior-superior", "lps" -> new int[] {-1, -1, 1};
      default ->
          throw fields.fault(
              "space",
              "'" + space + "'",
              "right-anterior-superior, left-anterior-superior or left-posterior-superior",
              "a space that is not the patient's cannot be placed: save it from 3D Slicer");
    };
  }

  private void warnOfUnits() {
    String units = String.join(" ", fields.words("space units")).replace("\"", "");
    if (!units.isEmpty() && !units.matches("(mm|millimet(er|re)s?)( (mm|millimet(er|re)s?)){2}")) {
      warnings.add("the unit of space is not mm; its numbers are taken for mm all the same");
    }
  }

  private Affine affine(double[] rows) throws ImageFormatException {
    try {
      Affine affine = FileAffine.of(rows);
      FileAffine.shearWarning(affine).ifPresent(warnings::add);
      return affine;
    } catch (IllegalArgumentException e) {
      String field = fields.has("space directions") ? "space directions" : "spacings";
      throw fields.fault(field, String.valueOf(e.getMessage()), "an invertible grid", DAMAGED);
    }
  }
}
