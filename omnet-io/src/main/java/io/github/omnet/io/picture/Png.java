package io.github.omnet.io.picture;

import io.github.omnet.core.internal.file.AtomicFile;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Writes pictures as PNG files. */
public final class Png {
  private Png() {}

  /**
   * Writes a picture. The file appears whole or not at all.
   *
   * @param picture the picture
   * @param file where to; replaced if it exists, its folder must exist
   * @throws IOException if it cannot be written
   */
  public static void write(BufferedImage picture, Path file) throws IOException {
    byte[] bytes = bytes(picture);
    AtomicFile.write(file, out -> out.write(bytes));
  }

  /**
   * The content of a PNG file.
   *
   * @param picture the picture
   * @return the bytes
   * @throws IOException if this Java cannot write PNG
   */
  public static byte[] bytes(BufferedImage picture) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(bytes)) {
      if (!ImageIO.write(picture, "png", stream)) {
        throw new IOException("this Java has no PNG writer; use a full JRE");
      }
    }
    return bytes.toByteArray();
  }
}
