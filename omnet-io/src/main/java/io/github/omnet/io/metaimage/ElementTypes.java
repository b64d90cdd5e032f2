package io.github.omnet.io.metaimage;

import io.github.omnet.core.OmnetException;
import io.github.omnet.io.image.DataType;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** MetaIO's names of data types; its {@code LONG} has 4 bytes on every system. */
final class ElementTypes {
  private static final Map<String, DataType> TYPES =
      Map.ofEntries(
          Map.entry("MET_CHAR", DataType.INT8),
          Map.entry("MET_UCHAR", DataType.UINT8),
          Map.entry("MET_SHORT", DataType.INT16),
          Map.entry("MET_USHORT", DataType.UINT16),
          Map.entry("MET_INT", DataType.INT32),
          Map.entry("MET_UINT", DataType.UINT32),
          Map.entry("MET_LONG", DataType.INT32),
          Map.entry("MET_ULONG", DataType.UINT32),
          Map.entry("MET_LONG_LONG", DataType.INT64),
          Map.entry("MET_ULONG_LONG", DataType.UINT64),
          Map.entry("MET_FLOAT", DataType.FLOAT32),
          Map.entry("MET_DOUBLE", DataType.FLOAT64));

  private ElementTypes() {}

  static @Nullable DataType typeOf(String name) {
    return TYPES.get(name);
  }

  static String nameOf(DataType type) {
    return switch (type) {
      case INT8 -> "MET_CHAR";
      case UINT8 -> "MET_UCHAR";
      case INT16 -> "MET_SHORT";
      case UINT16 -> "MET_USHORT";
      case INT32 -> "MET_INT";
      case UINT32 -> "MET_UINT";
      case INT64 -> "MET_LONG_LONG";
      case UINT64 -> "MET_ULONG_LONG";
      case FLOAT32 -> "MET_FLOAT";
      case FLOAT64 -> "MET_DOUBLE";
      default -> throw new OmnetException(type + " cannot be written");
    };
  }
}
