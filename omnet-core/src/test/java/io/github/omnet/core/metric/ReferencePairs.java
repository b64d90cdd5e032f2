package io.github.omnet.core.metric;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.omnet.core.volume.Affine;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.Mask;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.core.volume.Spacing;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * Real pairs of masks with the values that other tools computed for them. Core cannot read images,
 * so this reads just the two kinds of NIfTI file that these are: little-endian float32 with three
 * channels first, and uint8.
 */
public final class ReferencePairs {
  static final List<String> NAMES = List.of("SegResNet_1", "SegResNet_2", "SegResNet_3");

  /** Order of the channels in the files. */
  static final List<String> REGIONS = List.of("ET", "TC", "WT");

  private static final Path FOLDER = Path.of("..", "..", "shared", "data", "metrics");

  private ReferencePairs() {}

  static void assumePresent() {
    assumeTrue(Files.isDirectory(FOLDER), () -> "skipped: no reference data in " + FOLDER);
  }

  /** Prediction and reference of each region. */
  public static Map<String, Mask[]> masks(String name) {
    List<Mask> predictions = read(name + "_pred.nii.gz");
    List<Mask> references = read(name + "_label.nii.gz");
    Map<String, Mask[]> pairs = new LinkedHashMap<>();
    for (String region : List.of("WT", "TC", "ET")) {
      int channel = REGIONS.indexOf(region);
      pairs.put(region, new Mask[] {predictions.get(channel), references.get(channel)});
    }
    return pairs;
  }

  /** What the tools computed: the numbers of one region by their name. */
  static Map<String, Double> values(String name, String region) {
    String json;
    try {
      json = Files.readString(FOLDER.resolve("reference.json"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    int begin =
        json.indexOf("{", json.indexOf("\"" + region + "\": {", json.indexOf(name + "\":")));
    Matcher number =
        Pattern.compile("\"(\\w+)\": ([-0-9.e]+)")
            .matcher(json.substring(begin, json.indexOf("}", begin)));
    Map<String, Double> values = new LinkedHashMap<>();
    while (number.find()) {
      values.put(number.group(1), Double.valueOf(number.group(2)));
    }
    return values;
  }

  /** One mask per channel of a file, or one mask of all voxels that are not 0. */
  static List<Mask> read(String file) {
    ByteBuffer bytes;
    try (InputStream in = new GZIPInputStream(Files.newInputStream(FOLDER.resolve(file)))) {
      bytes = ByteBuffer.wrap(in.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    boolean floats = bytes.getShort(70) == 16;
    int channels = floats ? bytes.getShort(42) : 1;
    int first = floats ? 44 : 42;
    Shape shape =
        new Shape(bytes.getShort(first), bytes.getShort(first + 2), bytes.getShort(first + 4));
    Spacing spacing =
        floats
            ? Spacing.ISOTROPIC_1MM
            : new Spacing(bytes.getFloat(80), bytes.getFloat(84), bytes.getFloat(88));
    Grid grid = new Grid(shape, Affine.scaling(spacing, 0, 0, 0));
    boolean[][] data = new boolean[channels][shape.voxels()];
    int at = (int) bytes.getFloat(108);
    for (int n = 0; n < shape.voxels(); n++) {
      for (int c = 0; c < channels; c++) {
        data[c][n] = floats ? bytes.getFloat(at) != 0 : bytes.get(at) != 0;
        at += floats ? 4 : 1;
      }
    }
    return Arrays.stream(data).map(d -> Mask.wrap(grid, d)).toList();
  }
}
