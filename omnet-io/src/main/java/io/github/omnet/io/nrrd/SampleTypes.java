package io.github.omnet.io.nrrd;

import io.github.omnet.core.OmnetException;
import io.github.omnet.io.image.DataType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** NRRD's names of data types: many for each, of which Teem's first is written. */
final class SampleTypes {
  private static final Map<DataType, List<String>> NAMES =
      Map.of(
          DataType.INT8,
          List.of("signed char", "int8", "int8_t"),
          DataType.UINT8,
          List.of("unsigned char", "uchar", "uint8", "uint8_t"),
          DataType.INT16,
          List.of("short", "short int", "signed short", "signed short int", "int16", "int16_t"),
          DataType.UINT16,
          List.of("unsigned short", "ushort", "unsigned short int", "uint16", "uint16_t"),
          DataType.INT32,
          List.of("int", "signed int", "int32", "int32_t"),
          DataType.UINT32,
          List.of("unsigned int", "uint", "uint32", "uint32_t"),
          DataType.INT64,
          List.of(
              "long long int",
              "longlong",
              "long long",
              "signed long long",
              "signed long long int",
              "int64",
              "int64_t"),
          DataType.UINT64,
          List.of(
              "unsigned long long int", "ulonglong", "unsigned long long", "uint64", "uint64_t"),
          DataType.FLOAT32,
          List.of("float"),
          DataType.FLOAT64,
          List.of("double"));

  private static final Map<String, DataType> TYPES = new HashMap<>();

  static {
    NAMES.forEach((type, names) -> names.forEach(name -> TYPES.put(name, type)));
  }

  private SampleTypes() {}

  static @Nullable DataType typeOf(String name) {
    return TYPES.get(name);
  }

  static String nameOf(DataType type) {
    List<String> names = NAMES.get(type);
    if (names == null) {
      throw new OmnetException(type + " cannot be written");
    }
    return names.get(0);
  }
}
