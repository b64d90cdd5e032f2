package io.github.omnet.io.nifti;

import io.github.omnet.core.volume.Affine;
import io.github.omnet.io.image.DataType;
import io.github.omnet.io.image.ReadLimits;
import io.github.omnet.io.internal.FileAffine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Checks the fields of a header one by one and says exactly which is wrong. */
final class HeaderParser {
  private static final int MAX_DIMENSIONS = 7;

  /** No file is that long; sums of two such numbers still are longs. */
  private static final double MAX_BYTES = 0x1p62;

  private static final String DAMAGED = "the header is damaged: get the file from its source again";

  /** Sum of what single precision loses on coordinates of some hundred millimetres. */
  private static final double AGREEMENT_MM = 0.01;

  private final RawHeader raw;
  private final HeaderLayout layout;
  private final NiftiFiles files;
  private final NiftiHeader.Version version;
  private final List<String> warnings = new ArrayList<>();

  HeaderParser(RawHeader raw, NiftiFiles files, NiftiHeader.Version version) {
    this.raw = raw;
    this.layout = raw.layout;
    this.files = files;
    this.version = version;
  }

  /** Notes what is odd beside the fields that are parsed here. */
  void warn(String warning) {
    warnings.add(warning);
  }

  /** In a single file the voxels follow the header and the 4 bytes that announce extensions. */
  long voxOffset(boolean single) throws NiftiFormatException {
    double offset = raw.voxOffset();
    long least = single ? layout.size + 4 : 0;
    if (!(offset >= least) || offset != Math.rint(offset) || offset > MAX_BYTES) {
      throw fault(
          "vox_offset", layout.voxOffset, offset, "a whole number, at least " + least, DAMAGED);
    }
    return (long) offset;
  }

  NiftiHeader parse(long voxOffset, List<NiftiExtension> extensions, ReadLimits limits)
      throws NiftiFormatException {
    List<Integer> shape = shape();
    DataType type = dataType();
    checkSize(shape, type, limits);
    double millimetres = millimetresPerUnit();
    double slope = raw.real(layout.slope, 0);
    double intercept = raw.real(layout.intercept, 0);
    boolean scaled = slope != 0 && Double.isFinite(slope);
    if (version == NiftiHeader.Version.ANALYZE && !Double.isFinite(intercept)) {
      intercept = 0;
    }
    if (scaled && !Double.isFinite(intercept)) {
      throw fault("scl_inter", layout.intercept, intercept, "a finite number", DAMAGED);
    }
    Geometry geometry = geometry(shape, millimetres);
    FileAffine.shearWarning(geometry.affine).ifPresent(warnings::add);
    boolean nifti = version != NiftiHeader.Version.ANALYZE;
    return new NiftiHeader(
        files.header(),
        files.data(),
        version,
        raw.order(),
        shape,
        spacing(shape.size(), millimetres),
        type,
        voxOffset,
        scaled ? slope : 1,
        scaled ? intercept : 0,
        geometry.affine,
        geometry.source,
        nifti ? raw.code(layout.qformCode) : 0,
        nifti ? raw.code(layout.sformCode) : 0,
        Optional.ofNullable(geometry.qform),
        nifti ? raw.units() : 0,
        nifti ? raw.code(layout.intentCode) : 0,
        text(),
        extensions,
        warnings);
  }

  private List<Integer> shape() throws NiftiFormatException {
    long count = raw.dim(0);
    if (count < 1 || count > MAX_DIMENSIONS) {
      throw fault("dim[0]", raw.offsetOfDim(0), count, "1 to 7 dimensions", DAMAGED);
    }
    List<Integer> shape = new ArrayList<>();
    for (int n = 1; n <= count; n++) {
      long extent = raw.dim(n);
      if (extent < 1 || extent > Integer.MAX_VALUE) {
        throw fault(
            "dim[" + n + "]", raw.offsetOfDim(n), extent, "1 to " + Integer.MAX_VALUE, DAMAGED);
      }
      shape.add((int) extent);
    }
    return shape;
  }

  private DataType dataType() throws NiftiFormatException {
    int code = raw.shortAt(layout.dataType);
    DataType type = TypeCodes.typeOf(code);
    if (type == null) {
      throw fault(
          "datatype",
          layout.dataType,
          code,
          "a code of nifti1.h such as 4 (int16) or 16 (float32)",
          "convert the file with the tool that wrote it");
    }
    int bits = raw.shortAt(layout.bitpix);
    if (bits != 8 * type.bytes()) {
      throw fault(
          "bitpix", layout.bitpix, bits, 8 * type.bytes() + ", for datatype " + type, DAMAGED);
    }
    return type;
  }

  private void checkSize(List<Integer> shape, DataType type, ReadLimits limits)
      throws NiftiFormatException {
    double bytes = type.bytes();
    for (int extent : shape) {
      bytes *= extent;
    }
    // The first bound keeps every later product of extents within a long.
    if (bytes > MAX_BYTES || bytes > limits.maxBytes()) {
      throw fault(
          "dim",
          layout.dim,
          shape + " of " + type,
          "at most " + limits.maxBytes() + " bytes",
          "raise ReadLimits.maxBytes if you trust the file");
    }
  }

  /** Bits 0 to 2 of xyzt_units; 0 is unknown and 2 is mm. */
  private double millimetresPerUnit() {
    if (version == NiftiHeader.Version.ANALYZE) {
      return 1;
    }
    return switch (raw.units() & 7) {
      case 1 -> 1000;
      case 3 -> 0.001;
      default -> 1;
    };
  }

  private List<Double> spacing(int dimensions, double millimetres) {
    List<Double> spacing = new ArrayList<>();
    for (int n = 1; n <= dimensions; n++) {
      double size = raw.real(layout.pixdim, n);
      spacing.add(n <= 3 ? Math.abs(size) * millimetres : size);
    }
    return spacing;
  }

  private record Geometry(Affine affine, NiftiHeader.AffineSource source, @Nullable Affine qform) {}

  private Geometry geometry(List<Integer> shape, double millimetres) throws NiftiFormatException {
    if (version == NiftiHeader.Version.ANALYZE) {
      warnings.add("Analyze 7.5 states no orientation: left and right may be swapped");
      return fallback(shape, millimetres, analyzeOrigin(shape));
    }
    Affine qform = null;
    boolean hasSform = raw.code(layout.sformCode) > 0;
    if (raw.code(layout.qformCode) > 0) {
      try {
        qform = inMillimetres(NiftiTransforms.qform(raw), millimetres);
      } catch (IllegalArgumentException e) {
        if (!hasSform) {
          throw fault("qform", layout.quatern, e.getMessage(), "a rotation and sizes", DAMAGED);
        }
        warnings.add("the qform is not valid (" + e.getMessage() + "); the sform is used");
      }
    }
    if (hasSform) {
      try {
        Affine sform = inMillimetres(NiftiTransforms.sform(raw), millimetres);
        compare(sform, qform, shape);
        return new Geometry(sform, NiftiHeader.AffineSource.SFORM, qform);
      } catch (IllegalArgumentException e) {
        throw fault("srow_x", layout.srow, e.getMessage(), "an invertible affine", DAMAGED);
      }
    }
    if (qform != null) {
      return new Geometry(qform, NiftiHeader.AffineSource.QFORM, qform);
    }
    warnings.add("neither sform nor qform is set: left and right may be swapped");
    return fallback(shape, millimetres, middle(shape));
  }

  private void compare(Affine sform, @Nullable Affine qform, List<Integer> shape) {
    if (qform != null) {
      double[] last = middle(shape);
      for (int n = 0; n < 3; n++) {
        last[n] *= 2;
      }
      double difference = NiftiTransforms.disagreement(sform, qform, last);
      if (difference > AGREEMENT_MM) {
        warnings.add(
            "sform and qform place voxels up to "
                + Math.round(difference * 100) / 100.0
                + " mm apart; the sform is used");
      }
    }
  }

  private Geometry fallback(List<Integer> shape, double millimetres, double[] centre)
      throws NiftiFormatException {
    double[] sizes = new double[3];
    for (int n = 0; n < 3; n++) {
      double size = Math.abs(raw.real(layout.pixdim, n + 1));
      // A missing size, in a 2-D file or by a careless writer, counts as 1.
      sizes[n] = n < shape.size() && size > 0 && Double.isFinite(size) ? size : 1;
    }
    try {
      double[] rows = NiftiTransforms.fallback(sizes, centre);
      return new Geometry(inMillimetres(rows, millimetres), NiftiHeader.AffineSource.PIXDIM, null);
    } catch (IllegalArgumentException e) {
      throw fault("pixdim", layout.pixdim, e.getMessage(), "voxel sizes in mm", DAMAGED);
    }
  }

  private static Affine inMillimetres(double[] rows, double millimetres) {
    if (millimetres != 1) {
      for (int n = 0; n < rows.length; n++) {
        rows[n] *= millimetres;
      }
    }
    return FileAffine.of(rows);
  }

  private static double[] middle(List<Integer> shape) {
    double[] middle = new double[3];
    for (int n = 0; n < 3 && n < shape.size(); n++) {
      middle[n] = (shape.get(n) - 1) / 2.0;
    }
    return middle;
  }

  /** SPM's use of the field {@code originator}: a voxel counted from 1, if it is near the grid. */
  private double[] analyzeOrigin(List<Integer> shape) {
    double[] origin = new double[3];
    boolean set = false;
    for (int n = 0; n < 3; n++) {
      int voxel = raw.shortAt(253 + 2 * n);
      int extent = n < shape.size() ? shape.get(n) : 1;
      if (voxel <= -extent || voxel >= 2 * extent) {
        return middle(shape);
      }
      set |= voxel != 0;
      origin[n] = voxel - 1.0;
    }
    return set ? origin : middle(shape);
  }

  private NiftiHeader.Text text() {
    String description = raw.text(layout.descrip, NiftiHeader.Text.DESCRIPTION_LENGTH);
    if (version == NiftiHeader.Version.ANALYZE) {
      return new NiftiHeader.Text(description, "", dbName(), "");
    }
    return new NiftiHeader.Text(
        description,
        raw.text(layout.auxFile, NiftiHeader.Text.AUX_FILE_LENGTH),
        version == NiftiHeader.Version.NIFTI1 ? dbName() : "",
        raw.text(layout.intentName, NiftiHeader.Text.INTENT_NAME_LENGTH));
  }

  private String dbName() {
    return raw.text(NiftiHeader.Text.DB_NAME_OFFSET, NiftiHeader.Text.DB_NAME_LENGTH);
  }

  private NiftiFormatException fault(
      String field, int offset, @Nullable Object found, String expected, String remedy) {
    return new NiftiFormatException(
        files.header(), field, offset, String.valueOf(found), expected, remedy);
  }
}
