package io.github.omnet.examples.command;

import io.github.omnet.core.OmnetException;
import io.github.omnet.core.volume.Affine;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.Mask;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.core.volume.Spacing;
import io.github.omnet.core.volume.Volume;
import io.github.omnet.io.Images;
import io.github.omnet.io.image.ImageHeader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A four-dimensional file with one mask per region: channels last, as NIfTI has it, or first, as
 * arrays of MONAI are saved. A voxel belongs to a region where its channel is above a half.
 */
final class ChannelMasks {
  private ChannelMasks() {}

  /** Reads the masks, by the names of the channels in their order. */
  static Map<String, Mask> read(Path file, List<String> names) throws IOException {
    ImageHeader header = Images.readHeader(file);
    List<Integer> shape = header.shape();
    boolean four = shape.size() == 4;
    if (four && shape.get(3) == names.size()) {
      return channelsLast(Images.readChannels(file), names);
    }
    if (four && shape.get(0) == names.size()) {
      return channelsFirst(Images.readChannels(file), header, names);
    }
    throw new OmnetException(
        file
            + ": shape "
            + shape
            + " has no "
            + names.size()
            + " channels as its first or fourth dimension; name all channels of the file with"
            + " --channels, or leave it out for label maps");
  }

  private static Map<String, Mask> channelsLast(List<Volume> channels, List<String> names) {
    Map<String, Mask> masks = new LinkedHashMap<>();
    for (int c = 0; c < names.size(); c++) {
      float[] values = channels.get(c).data();
      boolean[] mask = new boolean[values.length];
      for (int n = 0; n < mask.length; n++) {
        mask[n] = values[n] > 0.5f;
      }
      masks.put(names.get(c), Mask.wrap(channels.get(c).grid(), mask));
    }
    return masks;
  }

  /**
   * The file's dimensions are channel, x, y, z; so what its reader takes for one volume is one
   * slice of all channels. Its affine speaks of the first three dimensions, which are not those of
   * space, so only the spacing is kept.
   */
  private static Map<String, Mask> channelsFirst(
      List<Volume> slices, ImageHeader header, List<String> names) {
    List<Integer> shape = header.shape();
    Shape space = new Shape(shape.get(1), shape.get(2), shape.get(3));
    Spacing spacing = spacing(header);
    Grid grid = new Grid(space, Affine.scaling(spacing, 0, 0, 0));
    int inSlice = space.x() * space.y();
    Map<String, Mask> masks = new LinkedHashMap<>();
    for (int c = 0; c < names.size(); c++) {
      boolean[] mask = new boolean[space.voxels()];
      for (int n = 0; n < mask.length; n++) {
        float[] slice = slices.get(n / inSlice).data();
        mask[n] = slice[c + names.size() * (n % inSlice)] > 0.5f;
      }
      masks.put(names.get(c), Mask.wrap(grid, mask));
    }
    return masks;
  }

  /** The fourth number is a time where channels are last; files in doubt have 0 or 1 there. */
  private static Spacing spacing(ImageHeader header) {
    List<Double> all = header.spacing();
    double z = all.size() > 3 && all.get(3) > 0 ? all.get(3) : 1;
    return new Spacing(all.get(1), all.get(2), z);
  }
}
