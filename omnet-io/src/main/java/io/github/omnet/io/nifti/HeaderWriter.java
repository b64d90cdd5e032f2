package io.github.omnet.io.nifti;

import io.github.omnet.core.volume.Affine;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.io.image.DataType;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Makes the bytes before the voxels of a single-file image. */
final class HeaderWriter {
  /** "Aligned": coordinates of some agreed space; the grid does not say which scanner's. */
  private static final int XFORM_ALIGNED = 2;

  private static final int MILLIMETRES = 2;

  private final Grid grid;
  private final int channels;
  private final DataType type;
  private final NiftiWriteOptions options;

  HeaderWriter(Grid grid, int channels, DataType type, NiftiWriteOptions options) {
    this.grid = grid;
    this.channels = channels;
    this.type = type;
    this.options = options;
  }

  /** Header, the flag for extensions, and the extensions. */
  byte[] bytes(double slope, double intercept) {
    HeaderLayout layout = layout();
    int end = layout.size + 4;
    for (NiftiExtension extension : options.extensions()) {
      end += extension.sizeInFile();
    }
    RawHeader raw = new RawHeader(layout, new byte[end], options.byteOrder());
    raw.intAt(0, layout.size);
    writeMagic(raw);
    writeShape(raw);
    raw.shortAt(layout.dataType, TypeCodes.codeOf(type));
    raw.shortAt(layout.bitpix, 8 * type.bytes());
    raw.voxOffset(end);
    raw.real(layout.slope, 0, slope);
    raw.real(layout.intercept, 0, intercept);
    raw.units(MILLIMETRES | options.stepUnit());
    writeTransforms(raw);
    writeText(raw);
    writeExtensions(raw);
    return raw.array();
  }

  /** Whether numbers of the header are of double precision, as in NIfTI-2. */
  boolean isWide() {
    return layout() == HeaderLayout.LONG;
  }

  private HeaderLayout layout() {
    boolean tooLong = channels > Short.MAX_VALUE;
    for (int axis = 0; axis < 3; axis++) {
      tooLong |= grid.shape().axis(axis) > Short.MAX_VALUE;
    }
    return tooLong || options.nifti2() ? HeaderLayout.LONG : HeaderLayout.SHORT;
  }

  private static void writeMagic(RawHeader raw) {
    if (raw.layout == HeaderLayout.SHORT) {
      raw.text(raw.layout.magic, 4, "n+1");
      // Unused, but some old programs look for it.
      raw.array()[38] = 'r';
    } else {
      raw.text(raw.layout.magic, 9, "n+2\0\r\n\032\n");
    }
  }

  private void writeShape(RawHeader raw) {
    raw.dim(0, channels > 1 ? 4 : 3);
    for (int n = 1; n <= 7; n++) {
      raw.dim(n, n <= 3 ? grid.shape().axis(n - 1) : n == 4 ? channels : 1);
      raw.real(
          raw.layout.pixdim, n, n <= 3 ? grid.spacing().axis(n - 1) : n == 4 ? options.step() : 1);
    }
  }

  private void writeTransforms(RawHeader raw) {
    if (!options.statedOrientation()) {
      raw.real(raw.layout.pixdim, 0, 1);
      return;
    }
    HeaderLayout layout = raw.layout;
    Affine affine = grid.affine();
    for (int n = 0; n < 12; n++) {
      raw.real(layout.srow, n, affine.get(n / 4, n % 4));
    }
    raw.code(layout.sformCode, XFORM_ALIGNED);
    Optional<QuaternionForm> qform = QuaternionForm.of(affine);
    raw.real(layout.pixdim, 0, qform.map(QuaternionForm::qfac).orElse(1.0));
    for (int n = 0; n < 3; n++) {
      raw.real(layout.qoffset, n, affine.get(n, 3));
    }
    qform.ifPresent(
        form -> {
          raw.code(layout.qformCode, XFORM_ALIGNED);
          raw.real(layout.quatern, 0, form.b());
          raw.real(layout.quatern, 1, form.c());
          raw.real(layout.quatern, 2, form.d());
        });
  }

  private void writeText(RawHeader raw) {
    HeaderLayout layout = raw.layout;
    NiftiHeader.Text text = options.text();
    raw.text(layout.descrip, NiftiHeader.Text.DESCRIPTION_LENGTH, text.description());
    raw.text(layout.auxFile, NiftiHeader.Text.AUX_FILE_LENGTH, text.auxFile());
    raw.text(layout.intentName, NiftiHeader.Text.INTENT_NAME_LENGTH, text.intentName());
    if (layout == HeaderLayout.SHORT) {
      raw.text(NiftiHeader.Text.DB_NAME_OFFSET, NiftiHeader.Text.DB_NAME_LENGTH, text.dbName());
    }
  }

  private void writeExtensions(RawHeader raw) {
    int at = raw.layout.size + 4;
    for (NiftiExtension extension : options.extensions()) {
      raw.array()[raw.layout.size] = 1;
      byte[] content = extension.content();
      ByteBuffer.wrap(raw.array(), at, extension.sizeInFile())
          .order(raw.order())
          .putInt(extension.sizeInFile())
          .putInt(extension.code())
          .put(content);
      at += extension.sizeInFile();
    }
  }
}
