package io.github.omnet.io.nifti;

import io.github.omnet.io.image.ReadLimits;
import io.github.omnet.io.internal.ByteSource;
import io.github.omnet.io.internal.Faults;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads the header at the front of a file: which version, which byte order, which extensions. */
final class HeaderReader {
  /** Extensions of all known writers are far smaller; a hostile one could ask for gigabytes. */
  private static final int MAX_EXTENSION_BYTES = 1 << 24;

  private static final String JUNK_REMEDY =
      "the file is not NIfTI or Analyze, or damaged: check where it comes from";

  private final ByteSource source;
  private final NiftiFiles files;
  private final Faults faults;

  HeaderReader(ByteSource source, NiftiFiles files) {
    this.source = source;
    this.files = files;
    this.faults = faultsOf(files.header());
  }

  static Faults faultsOf(Path path) {
    return (field, offset, found, expected, remedy) ->
        new NiftiFormatException(path, field, offset, found, expected, remedy);
  }

  NiftiHeader read(ReadLimits limits) throws IOException {
    byte[] bytes = Arrays.copyOf(readUpTo(HeaderLayout.SHORT.size), HeaderLayout.SHORT.size);
    if (source.position() == 0) {
      throw faults.at("file", 0, "empty", "a NIfTI header", "copy or download it again");
    }
    int size = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt();
    for (HeaderLayout layout : HeaderLayout.values()) {
      if (size == layout.size) {
        return read(layout, bytes, ByteOrder.LITTLE_ENDIAN, limits);
      }
      if (Integer.reverseBytes(size) == layout.size) {
        return read(layout, bytes, ByteOrder.BIG_ENDIAN, limits);
      }
    }
    throw faults.at(
        "sizeof_hdr", 0, String.valueOf(size), "348 or 540 in either byte order", JUNK_REMEDY);
  }

  private NiftiHeader read(HeaderLayout layout, byte[] start, ByteOrder order, ReadLimits limits)
      throws IOException {
    byte[] bytes = Arrays.copyOf(start, layout.size);
    if (source.position() == start.length && layout.size > start.length) {
      byte[] rest = readUpTo(layout.size - start.length);
      System.arraycopy(rest, 0, bytes, start.length, rest.length);
    }
    if (source.position() < layout.size) {
      throw faults.truncated("header", source.position(), layout.size - source.position());
    }
    RawHeader raw = new RawHeader(layout, bytes, order);
    String magic = new String(bytes, layout.magic, 3, StandardCharsets.ISO_8859_1);
    String number = layout == HeaderLayout.SHORT ? "1" : "2";
    boolean single = magic.equals("n+" + number);
    boolean pair = magic.equals("ni" + number);
    NiftiVersion version = layout == HeaderLayout.LONG ? NiftiVersion.NIFTI2 : NiftiVersion.NIFTI1;
    if (!single && !pair) {
      // Without magic only the name tells: Analyze is always a pair.
      if (layout == HeaderLayout.LONG || !files.isPair()) {
        throw faults.at(
            "magic",
            layout.magic,
            "'" + magic.replaceAll("[^ -~]", "?") + "'",
            "'n+" + number + "' or 'ni" + number + "'",
            JUNK_REMEDY);
      }
      version = NiftiVersion.ANALYZE;
    }
    if (pair && !files.isPair()) {
      throw faults.at(
          "magic",
          layout.magic,
          "'" + magic + "', half of a pair",
          "'n+" + number + "' in a file of this name",
          "rename it to .hdr and put its .img beside it");
    }
    NiftiFiles found = single ? files.single() : files.pair();
    HeaderParser parser = new HeaderParser(raw, found, version);
    long voxOffset = parser.voxOffset(single);
    List<NiftiExtension> extensions = new ArrayList<>();
    if (version != NiftiVersion.ANALYZE) {
      readExtensions(order, single ? voxOffset : Long.MAX_VALUE, extensions);
    }
    return parser.parse(voxOffset, extensions, limits);
  }

  /** The standard's clause on extensions: 4 bytes of which the first says whether there are any. */
  private void readExtensions(ByteOrder order, long end, List<NiftiExtension> extensions)
      throws IOException {
    byte[] flag = readUpTo(4);
    if (flag.length < 4 || flag[0] == 0) {
      return;
    }
    long total = 0;
    while (source.position() + 16 <= end) {
      long at = source.position();
      byte[] frame = readUpTo(8);
      if (frame.length == 0 && end == Long.MAX_VALUE) {
        return;
      }
      if (frame.length < 8) {
        throw faults.truncated("extension", source.position(), 8 - frame.length);
      }
      ByteBuffer numbers = ByteBuffer.wrap(frame).order(order);
      int size = numbers.getInt();
      int code = numbers.getInt();
      total += size;
      if (size < 8 || size > end - at || total > MAX_EXTENSION_BYTES) {
        throw faults.at(
            "esize",
            at,
            String.valueOf(size),
            "8 to " + Math.min(end - at, MAX_EXTENSION_BYTES) + ", the space before the voxels",
            "the extension overruns: the file is damaged");
      }
      byte[] content = readUpTo(size - 8);
      if (content.length < size - 8) {
        throw faults.truncated("extension", source.position(), size - 8 - content.length);
      }
      extensions.add(new NiftiExtension(code, content));
    }
  }

  /** In steps, so that a claimed length takes no memory before the bytes are there. */
  private byte[] readUpTo(int length) throws IOException {
    byte[] bytes = new byte[Math.min(length, 1 << 16)];
    int done = 0;
    while (true) {
      int n = source.read(bytes, done, bytes.length - done);
      done += n;
      if (done < bytes.length || done == length) {
        return Arrays.copyOf(bytes, done);
      }
      bytes = Arrays.copyOf(bytes, (int) Math.min(length, 2L * bytes.length));
    }
  }
}
