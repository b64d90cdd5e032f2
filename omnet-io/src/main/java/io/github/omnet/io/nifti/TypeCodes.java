package io.github.omnet.io.nifti;

import io.github.omnet.io.image.DataType;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The numbers of nifti1.h for data types. */
final class TypeCodes {
  private static final Map<DataType, Integer> CODES =
      Map.ofEntries(
          Map.entry(DataType.UINT8, 2),
          Map.entry(DataType.INT16, 4),
          Map.entry(DataType.INT32, 8),
          Map.entry(DataType.FLOAT32, 16),
          Map.entry(DataType.COMPLEX64, 32),
          Map.entry(DataType.FLOAT64, 64),
          Map.entry(DataType.RGB24, 128),
          Map.entry(DataType.INT8, 256),
          Map.entry(DataType.UINT16, 512),
          Map.entry(DataType.UINT32, 768),
          Map.entry(DataType.INT64, 1024),
          Map.entry(DataType.UINT64, 1280),
          Map.entry(DataType.FLOAT128, 1536),
          Map.entry(DataType.COMPLEX128, 1792),
          Map.entry(DataType.COMPLEX256, 2048),
          Map.entry(DataType.RGBA32, 2304));

  private static final Map<Integer, DataType> TYPES =
      CODES.entrySet().stream().collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));

  private TypeCodes() {}

  static @Nullable DataType typeOf(int code) {
    return TYPES.get(code);
  }

  static int codeOf(DataType type) {
    Integer code = CODES.get(type);
    if (code == null) {
      throw new AssertionError(type);
    }
    return code;
  }
}
