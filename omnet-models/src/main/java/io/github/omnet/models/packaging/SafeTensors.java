package io.github.omnet.models.packaging;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.github.omnet.models.internal.PackageLimits;
import io.github.omnet.models.internal.StrictJson;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Named float arrays, of 32 bits or 16, in the safetensors format: the header's length as 8
 * little-endian bytes, a JSON header with type, shape and byte range of each array, then the
 * numbers, little-endian. The format holds no code, and Python reads it with the package of that
 * name.
 *
 * <p>Every length is checked against the bytes at hand before it is used.
 */
public final class SafeTensors {
  private static final String SINGLE = "F32";
  private static final String HALF = "F16";
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
    return encode(tensors, tensor -> false);
  }

  /**
   * Writes arrays, some of them in half precision.
   *
   * @param tensors arrays by name, written in this order
   * @param half which are rounded to 16 bits
   * @return the file's bytes
   */
  static byte[] encode(Map<String, Tensor> tensors, Predicate<Tensor> half) {
    JsonObject header = new JsonObject();
    long end = 0;
    for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
      JsonObject item = new JsonObject();
      boolean halved = half.test(entry.getValue());
      item.addProperty("dtype", halved ? HALF : SINGLE);
      JsonArray shape = new JsonArray();
      entry.getValue().shape().forEach(shape::add);
      item.add("shape", shape);
      JsonArray range = new JsonArray();
      range.add(end);
      end += (halved ? 2L : 4L) * entry.getValue().values().length;
      range.add(end);
      item.add("data_offsets", range);
      header.add(entry.getKey(), item);
    }
    byte[] json = padded(new Gson().toJson(header).getBytes(StandardCharsets.UTF_8));
    ByteBuffer file =
        ByteBuffer.allocate(Math.toIntExact(LENGTH_BYTES + json.length + end))
            .order(ByteOrder.LITTLE_ENDIAN);
    file.putLong(json.length).put(json);
    for (Tensor tensor : tensors.values()) {
      if (half.test(tensor)) {
        for (float value : tensor.values()) {
          file.putShort(HalfFloat.bits(value));
        }
      } else {
        file.asFloatBuffer().put(tensor.values());
        file.position(file.position() + 4 * tensor.values().length);
      }
    }
    return file.array();
  }

  /** Spaces at the end, so that the numbers start at a multiple of 8. */
  private static byte[] padded(byte[] json) {
    byte[] padded = new byte[(json.length + 7) / 8 * 8];
    java.util.Arrays.fill(padded, (byte) ' ');
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
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    try {
      JsonObject header =
          JsonParser.parseString(StrictJson.check(new String(json, StandardCharsets.UTF_8)))
              .getAsJsonObject();
      requireGapless(header, data.limit(), where);
      for (Map.Entry<String, JsonElement> entry : header.entrySet()) {
        if (!entry.getKey().equals(METADATA)) {
          tensors.put(entry.getKey(), tensor(entry.getValue().getAsJsonObject(), data, where));
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
    return tensors;
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

  private static Tensor tensor(JsonObject item, ByteBuffer data, String where)
      throws ModelPackageException {
    String type = item.get("dtype").getAsString();
    List<Long> shape = wholes(item, "shape", where);
    List<Long> range = wholes(item, "data_offsets", where);
    long begin = range.get(0);
    long end = range.get(1);
    boolean half = type.equals(HALF);
    double bytesEach = half ? 2 : 4;
    if (!(half || type.equals(SINGLE))
        || sizeOf(shape) < 0
        || sizeOf(shape) != (end - begin) / bytesEach) {
      throw damaged(where, "array of " + type + " " + shape + " in " + (end - begin) + " bytes");
    }
    float[] values = new float[(int) sizeOf(shape)];
    ByteBuffer numbers =
        data.slice((int) begin, (int) (end - begin)).order(ByteOrder.LITTLE_ENDIAN);
    if (half) {
      for (int n = 0; n < values.length; n++) {
        values[n] = HalfFloat.value(numbers.getShort());
      }
    } else {
      numbers.asFloatBuffer().get(values);
    }
    return new Tensor(shape, values);
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
