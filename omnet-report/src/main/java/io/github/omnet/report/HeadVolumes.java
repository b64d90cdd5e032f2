package io.github.omnet.report;

import io.github.omnet.core.transform.SpatialTransform;
import io.github.omnet.core.transform.Transforms;
import io.github.omnet.core.volume.Affine;
import io.github.omnet.core.volume.Box;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.LabelMap;
import io.github.omnet.core.volume.Mask;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.core.volume.Volume;
import io.github.omnet.io.image.DataType;
import io.github.omnet.io.internal.picture.GreyWindow;
import io.github.omnet.io.nifti.Nifti;
import io.github.omnet.io.nifti.NiftiWriteOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Volumes as a page holds them: cut to the head, one byte per voxel, as gzipped NIfTI without any
 * text; every k-th voxel of them if all would be too much.
 *
 * @param crop the box around the head
 * @param step k; 1 for every voxel
 */
record HeadVolumes(SpatialTransform crop, int step) {
  /** Voxels of background around the head. */
  private static final int MARGIN = 2;

  private static final int LEVEL = 6;

  static HeadVolumes around(Mask head, int step) {
    Box all = Box.of(head.shape());
    Box box = Box.around(head).map(found -> found.growWithin(MARGIN, head.shape())).orElse(all);
    return new HeadVolumes(Transforms.crop(box), step);
  }

  /** An image as greys, 1 to 255 within its window, 0 where it is 0. */
  byte[] grey(Volume volume) throws IOException {
    GreyWindow window = GreyWindow.of(volume);
    Volume part = crop.apply(volume);
    return encoded(
        part.grid(), n -> part.data()[n] == 0 ? 0 : Math.max(1, window.grey(part.data()[n])));
  }

  /** A layer from 0 to a value, the highest of which is 255. */
  byte[] layer(Volume volume) throws IOException {
    Volume part = crop.apply(volume);
    float highest = 0;
    for (float value : part.data()) {
      highest = Float.isFinite(value) ? Math.max(highest, value) : highest;
    }
    float scale = highest > 0 ? 255 / highest : 0;
    return encoded(
        part.grid(), n -> Math.round(Math.min(255, Math.max(0, scale * part.data()[n]))));
  }

  byte[] labels(LabelMap labels) throws IOException {
    LabelMap part = crop.apply(labels);
    return encoded(part.grid(), n -> part.data()[n]);
  }

  /** Gives the byte of a voxel. */
  private interface Voxel {
    int at(int n);
  }

  private byte[] encoded(Grid grid, Voxel voxel) throws IOException {
    Shape whole = grid.shape();
    Shape shape = new Shape(steps(whole.x()), steps(whole.y()), steps(whole.z()));
    byte[] bytes = new byte[shape.voxels()];
    for (int z = 0, n = 0; z < shape.z(); z++) {
      for (int y = 0; y < shape.y(); y++) {
        for (int x = 0; x < shape.x(); x++, n++) {
          bytes[n] = (byte) voxel.at(whole.index(step * x, step * y, step * z));
        }
      }
    }
    Affine scaled =
        grid.affine().multiply(Affine.ofRowMajor(step, 0, 0, 0, 0, step, 0, 0, 0, 0, step, 0));
    return nifti(LabelMap.wrap(new Grid(shape, scaled), bytes));
  }

  private int steps(int extent) {
    return (extent + step - 1) / step;
  }

  private static byte[] nifti(LabelMap map) throws IOException {
    Path folder = Files.createTempDirectory("omnet-report");
    Path file = folder.resolve("volume.nii.gz");
    try {
      Nifti.write(
          file,
          map,
          NiftiWriteOptions.builder().dataType(DataType.UINT8).compressionLevel(LEVEL).build());
      return Files.readAllBytes(file);
    } finally {
      Files.deleteIfExists(file);
      Files.deleteIfExists(folder);
    }
  }
}
