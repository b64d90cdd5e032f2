package io.github.omnet.io.nifti;

/** Byte offsets of the header fields that matter to voxels and their place in space. */
enum HeaderLayout {
  /** nifti1.h; Analyze 7.5 agrees up to and including {@code descrip}. */
  SHORT(348, 40, 70, 72, 76, 108, 112, 116, 123, 148, 228, 252, 254, 256, 268, 280, 68, 328, 344),
  /** nifti2.h. */
  LONG(540, 16, 12, 14, 104, 168, 176, 184, 500, 240, 320, 344, 348, 352, 376, 400, 504, 508, 4);

  final int size;
  final int dim;
  final int dataType;
  final int bitpix;
  final int pixdim;
  final int voxOffset;
  final int slope;
  final int intercept;
  final int units;
  final int descrip;
  final int auxFile;
  final int qformCode;
  final int sformCode;
  final int quatern;
  final int qoffset;
  final int srow;
  final int intentCode;
  final int intentName;
  final int magic;

  HeaderLayout(int... offsets) {
    size = offsets[0];
    dim = offsets[1];
    dataType = offsets[2];
    bitpix = offsets[3];
    pixdim = offsets[4];
    voxOffset = offsets[5];
    slope = offsets[6];
    intercept = offsets[7];
    units = offsets[8];
    descrip = offsets[9];
    auxFile = offsets[10];
    qformCode = offsets[11];
    sformCode = offsets[12];
    quatern = offsets[13];
    qoffset = offsets[14];
    srow = offsets[15];
    intentCode = offsets[16];
    intentName = offsets[17];
    magic = offsets[18];
  }

  /** Bytes of a real number. */
  int real() {
    return this == SHORT ? 4 : 8;
  }

  /** Bytes of a dimension. */
  int extent() {
    return this == SHORT ? 2 : 8;
  }

  /** Bytes of a code such as {@code qform_code}. */
  int code() {
    return this == SHORT ? 2 : 4;
  }
}
