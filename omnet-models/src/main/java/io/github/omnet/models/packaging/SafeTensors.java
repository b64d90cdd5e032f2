package io.github.omnet.models.packaging;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.github.omnet.core.OmnetException;
import io.github.omnet.models.internal.PackageLimits;
import io.github.omnet.models.internal.StrictJson;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Named float arrays in the safetensors format: the header's length as 8 little-endian bytes, a
 * JSON header with type, shape and byte range of each array, then the numbers, little-endian. The
 * format holds no code, and Python reads it with the package of that name.
 *
 * <p>Arrays are stored in 32 bits, 16 or 8. An array NAME of 8 bits comes with an array {@code
 * NAME:scale} of 32-bit floats, one for each slice along the first axis of NAME, by which its
 * numbers are multiplied.
 *
 * <p>Every length is checked against the bytes at hand before it is used.
 */
public final class SafeTensors {
  /** What follows the name of an array of 8 bits in the name of its scales. */
  private static final String SCALE = ":scale";

  /** The largest number of 8 bits; -128 is left out, so that both signs reach as far. */
  private static final float LARGEST = 127;

  private static final int LENGTH_BYTES = 8;
  private static final Pattern WHOLE = Pattern.compile("[0-9]{1,18}");
  private static final String METADATA = "__metadata__";
  private static final String REMEDY = "fetch or train the model again";

  private SafeTensors() {}

  /**
   * One array.
   *
   * @param shape extent of each axis, the last one fastest
   * @param values the numbers; shared
   */
  @SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
  public record Tensor(List<Long> shape, float[] values) {
    /**
     * Checks that the values fill the shape.
     *
     * @param shape extent of each axis
     * @param values the numbers
     */
    public Tensor {
      shape = List.copyOf(shape);
      if (sizeOf(shape) != values.length) {
        throw new IllegalArgumentException(
            "shape " + shape + " does not hold " + values.length + " values");
      }
    }
  }

  /**
   * Writes arrays.
   *
   * @param tensors arrays by name, written in this order
   * @return the file's bytes
   */
  public static byte[] encode(Map<String, Tensor> tensors) {
    return encode(tensors, WeightFormat.FLOAT32);
  }

  /**
   * Writes arrays, those of several axes in fewer bits.
   *
   * @param tensors arrays by name, written in this order
   * @param format of arrays of two axes or more; others are 32-bit floats
   * @return the file's bytes
   */
  static byte[] encode(Map<String, Tensor> tensors, WeightFormat format) {
    Map<String, Stored> parts = new LinkedHashMap<>();
    Map<String, Stored> bytes = new LinkedHashMap<>();
    tensors.forEach((name, tensor) -> store(name, tensor, format, parts, bytes));
    // Last, so that the longer numbers before them are aligned.
    parts.putAll(bytes);
    JsonObject header = new JsonObject();
    long end = 0;
    for (Map.Entry<String, Stored> entry : parts.entrySet()) {
      Tensor tensor = entry.getValue().tensor();
      JsonObject item = new JsonObject();
      item.addProperty("dtype", entry.getValue().format().code());
      JsonArray shape = new JsonArray();
      tensor.shape().forEach(shape::add);
      item.add("shape", shape);
      JsonArray range = new JsonArray();
      range.add(end);
      end += (long) entry.getValue().format().bytes() * tensor.values().length;
      range.add(end);
      item.add("data_offsets", range);
      header.add(entry.getKey(), item);
    }
    byte[] json = padded(new Gson().toJson(header).getBytes(StandardCharsets.UTF_8));
    ByteBuffer file =
        ByteBuffer.allocate(Math.toIntExact(LENGTH_BYTES + json.length + end))
            .order(ByteOrder.LITTLE_ENDIAN);
    file.putLong(json.length).put(json);
    parts.values().forEach(part -> part.put(file));
    return file.array();
  }

  /** One array as it lies in the file; of 8 bits, its values are whole numbers. */
  private record Stored(WeightFormat format, Tensor tensor) {
    void put(ByteBuffer file) {
      for (float value : tensor.values()) {
        switch (format) {
          case FLOAT32 -> file.putFloat(value);
          case FLOAT16 -> file.putShort(HalfFloat.bits(value));
          case INT8 -> file.put((byte) value);
        }
      }
    }
  }

  private static void store(
      String name,
      Tensor tensor,
      WeightFormat format,
      Map<String, Stored> parts,
      Map<String, Stored> bytes) {
    if (format == WeightFormat.INT8 && name.endsWith(SCALE)) {
      throw new OmnetException(
          "the name of the parameter "
              + name
              + " ends in "
              + SCALE
              + ", which names the scales of"
              + " weights of 8 bits; store the weights as float16");
    }
    if (tensor.shape().size() < 2) {
      parts.put(name, new Stored(WeightFormat.FLOAT32, tensor));
    } else if (format != WeightFormat.INT8) {
      parts.put(name, new Stored(format, tensor));
    } else {
      float[] scales = scales(tensor);
      float[] whole = new float[tensor.values().length];
      int slice = whole.length / Math.max(1, scales.length);
      for (int n = 0; n < whole.length; n++) {
        float scale = scales[n / slice];
        float steps = scale == 0 ? 0 : Math.round(tensor.values()[n] / scale);
        whole[n] = Math.max(-LARGEST, Math.min(LARGEST, steps));
      }
      parts.put(
          name + SCALE,
          new Stored(WeightFormat.FLOAT32, new Tensor(List.of((long) scales.length), scales)));
      bytes.put(name, new Stored(WeightFormat.INT8, new Tensor(tensor.shape(), whole)));
    }
  }

  /** For each slice along the first axis, what its largest number is divided by to be 127. */
  private static float[] scales(Tensor tensor) {
    float[] scales = new float[tensor.shape().get(0).intValue()];
    int slice = tensor.values().length / Math.max(1, scales.length);
    for (int n = 0; n < tensor.values().length; n++) {
      scales[n / slice] = Math.max(scales[n / slice], Math.abs(tensor.values()[n]) / LARGEST);
    }
    return scales;
  }

  /** Spaces at the end, so that the numbers start at a multiple of 8. */
  private static byte[] padded(byte[] json) {
    byte[] padded = new byte[(json.length + 7) / 8 * 8];
    Arrays.fill(padded, (byte) ' ');
    System.arraycopy(json, 0, padded, 0, json.length);
    return padded;
  }

  /**
   * Reads arrays.
   *
   * @param file the file's bytes
   * @param where name of the file, for messages
   * @return arrays by name
   * @throws ModelPackageException if anything is not as the format says
   */
  public static Map<String, Tensor> decode(byte[] file, String where) throws ModelPackageException {
    ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    if (file.length < LENGTH_BYTES) {
      throw damaged(where, "only " + file.length + " bytes, no header");
    }
    long length = bytes.getLong();
    if (length < 2
        || length > Math.min(PackageLimits.MAX_WEIGHTS_HEADER_BYTES, file.length - LENGTH_BYTES)) {
      throw damaged(where, "header claims " + length + " of " + file.length + " bytes");
    }
    byte[] json = new byte[(int) length];
    bytes.get(json);
    ByteBuffer data = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
    Map<String, Stored> parts = new LinkedHashMap<>();
    try {
      JsonObject header =
          JsonParser.parseString(StrictJson.check(new String(json, StandardCharsets.UTF_8)))
              .getAsJsonObject();
      requireGapless(header, data.limit(), where);
      requireMemory(header, where, Runtime.getRuntime().maxMemory() - file.length);
      for (Map.Entry<String, JsonElement> entry : header.entrySet()) {
        if (!entry.getKey().equals(METADATA)) {
          parts.put(entry.getKey(), stored(entry.getValue().getAsJsonObject(), data, where));
        }
      }
    } catch (JsonParseException
        | IllegalStateException
        | ClassCastException
        | NumberFormatException
        | UnsupportedOperationException
        | NullPointerException e) {
      throw new ModelPackageException(where, "unreadable header: " + e.getMessage(), REMEDY, e);
    }
    return tensors(parts, where);
  }

  /** The arrays that were written: those of 8 bits multiplied by their scales. */
  private static Map<String, Tensor> tensors(Map<String, Stored> parts, String where)
      throws ModelPackageException {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    Set<String> scales = new HashSet<>();
    for (Map.Entry<String, Stored> entry : parts.entrySet()) {
      Tensor tensor = entry.getValue().tensor();
      if (entry.getValue().format() == WeightFormat.INT8) {
        String name = entry.getKey() + SCALE;
        scales.add(name);
        tensor = scaled(tensor, parts.get(name), name, where);
      }
      tensors.put(entry.getKey(), tensor);
    }
    tensors.keySet().removeAll(scales);
    return tensors;
  }

  private static Tensor scaled(Tensor whole, @Nullable Stored scales, String name, String where)
      throws ModelPackageException {
    if (scales == null
        || scales.format() != WeightFormat.FLOAT32
        || whole.shape().isEmpty()
        || !scales.tensor().shape().equals(whole.shape().subList(0, 1))) {
      throw damaged(where, "array of 8 bits without " + name + " of its first axis");
    }
    float[] values = whole.values();
    float[] factors = scales.tensor().values();
    int slice = values.length / Math.max(1, factors.length);
    for (int n = 0; n < values.length; n++) {
      values[n] *= factors[n / slice];
    }
    return whole;
  }

  /** Ranges must follow one another from 0 to the end, so that no byte is read twice or missed. */
  private static void requireGapless(JsonObject header, int size, String where)
      throws ModelPackageException {
    TreeMap<Long, Long> ranges = new TreeMap<>();
    for (Map.Entry<String, JsonElement> entry : header.entrySet()) {
      if (!entry.getKey().equals(METADATA)) {
        List<Long> range = wholes(entry.getValue().getAsJsonObject(), "data_offsets", where);
        if (range.size() != 2) {
          throw damaged(where, "data_offsets " + range + " where two numbers were expected");
        }
        if (ranges.put(range.get(0), range.get(1)) != null) {
          throw damaged(where, "two arrays start at the same byte");
        }
      }
    }
    long end = 0;
    for (Map.Entry<Long, Long> range : ranges.entrySet()) {
      if (range.getKey() != end || range.getValue() <= end) {
        throw damaged(where, "array at bytes " + range + " where " + end + " was expected");
      }
      end = range.getValue();
    }
    if (end != size) {
      throw damaged(where, "arrays end at byte " + end + " of " + size);
    }
  }

  /** Numbers of 16 and 8 bits take more memory than in the file. */
  static void requireMemory(JsonObject header, String where, long heap)
      throws ModelPackageException {
    long needed = 0;
    for (Map.Entry<String, JsonElement> entry : header.entrySet()) {
      if (!entry.getKey().equals(METADATA)) {
        long size = sizeOf(wholes(entry.getValue().getAsJsonObject(), "shape", where));
        needed += Float.BYTES * Math.max(0, size);
      }
    }
    if (needed > heap) {
      throw new ModelPackageException(
          where,
          "its weights take " + needed + " bytes of memory, and Java has " + heap + " for them",
          PackageFiles.MORE_MEMORY);
    }
  }

  private static Stored stored(JsonObject item, ByteBuffer data, String where)
      throws ModelPackageException {
    String type = item.get("dtype").getAsString();
    List<Long> shape = wholes(item, "shape", where);
    List<Long> range = wholes(item, "data_offsets", where);
    long begin = range.get(0);
    long end = range.get(1);
    Optional<WeightFormat> format =
        Arrays.stream(WeightFormat.values()).filter(known -> known.code().equals(type)).findAny();
    if (format.isEmpty()
        || sizeOf(shape) < 0
        || sizeOf(shape) * format.get().bytes() != end - begin) {
      throw damaged(where, "array of " + type + " " + shape + " in " + (end - begin) + " bytes");
    }
    float[] values = new float[(int) sizeOf(shape)];
    ByteBuffer numbers =
        data.slice((int) begin, (int) (end - begin)).order(ByteOrder.LITTLE_ENDIAN);
    for (int n = 0; n < values.length; n++) {
      values[n] =
          switch (format.get()) {
            case FLOAT32 -> numbers.getFloat();
            case FLOAT16 -> HalfFloat.value(numbers.getShort());
            case INT8 -> numbers.get();
          };
    }
    return new Stored(format.get(), new Tensor(shape, values));
  }

  /** An array of whole numbers; Gson alone would cut off fractions. */
  private static List<Long> wholes(JsonObject item, String key, String where)
      throws ModelPackageException {
    List<Long> numbers = new ArrayList<>();
    for (JsonElement element : item.getAsJsonArray(key)) {
      String text = element.getAsString();
      if (!WHOLE.matcher(text).matches()) {
        throw damaged(where, key + " holds " + text + " where a whole number was expected");
      }
      numbers.add(Long.valueOf(text));
    }
    return numbers;
  }

  /** Number of values, or -1 if an extent is negative or the product too large for an array. */
  private static long sizeOf(List<Long> shape) {
    long size = 1;
    for (long extent : shape) {
      if (extent < 0 || extent > Integer.MAX_VALUE) {
        return -1;
      }
      size *= extent;
      if (size > Integer.MAX_VALUE) {
        return -1;
      }
    }
    return size;
  }

  private static ModelPackageException damaged(String where, String found) {
    return new ModelPackageException(where, found, REMEDY);
  }
}
