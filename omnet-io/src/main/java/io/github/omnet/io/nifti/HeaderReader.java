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
  /** The standard: esize is a positive multiple of 16. */
  private static final int EXTENSION_UNIT = 16;

  /** Bytes of esize and ecode, which esize counts. */
  private static final int FRAME = 8;

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
    NiftiHeader.Version version =
        layout == HeaderLayout.LONG ? NiftiHeader.Version.NIFTI2 : NiftiHeader.Version.NIFTI1;
    if (!single && !pair) {
      // Without magic only the name tells: Analyze is always a pair.
      if (layout == HeaderLayout.LONG || !files.isPair()) {
        throw faults.at(
            "magic",
            layout.magic,
            "'" + magic + "'",
            "'n+" + number + "' or 'ni" + number + "'",
            JUNK_REMEDY);
      }
      version = NiftiHeader.Version.ANALYZE;
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
    List<NiftiExtension> extensions = List.of();
    if (version != NiftiHeader.Version.ANALYZE) {
      extensions = extensions(order, single ? voxOffset : Long.MAX_VALUE, parser);
    }
    return parser.parse(voxOffset, extensions, limits);
  }

  /** The standard's clause on extensions: 4 bytes of which the first says whether there are any. */
  private List<NiftiExtension> extensions(ByteOrder order, long end, HeaderParser parser)
      throws IOException {
    List<NiftiExtension> extensions = new ArrayList<>();
    byte[] flag = readUpTo(4);
    if (flag.length < 4 || flag[0] == 0) {
      return extensions;
    }
    long total = 0;
    boolean odd = false;
    while (source.position() + EXTENSION_UNIT <= end) {
      long at = source.position();
      byte[] frame = readUpTo(FRAME);
      if (frame.length == 0 && end == Long.MAX_VALUE) {
        break;
      }
      if (frame.length < FRAME) {
        throw faults.truncated("extension", source.position(), FRAME - frame.length);
      }
      if (extensions.size() == ReadLimits.MAX_EXTENSIONS) {
        throw faults.at(
            "extensions",
            at,
            "another one after " + ReadLimits.MAX_EXTENSIONS,
            "at most " + ReadLimits.MAX_EXTENSIONS,
            JUNK_REMEDY);
      }
      ByteBuffer numbers = ByteBuffer.wrap(frame).order(order);
      int size = numbers.getInt();
      total += size;
      long most = Math.min(end - at, ReadLimits.MAX_EXTENSION_BYTES);
      // Some writers leave out the padding of their one extension; nibabel reads it too.
      boolean padded = size % EXTENSION_UNIT == 0;
      if (size < FRAME
          || size > most
          || total > ReadLimits.MAX_EXTENSION_BYTES
          || (odd && !padded)) {
        throw faults.at(
            "esize",
            at,
            String.valueOf(size),
            "a multiple of 16 up to " + most + ", the space before the voxels",
            "the extension overruns or the file is damaged: get it from its source again");
      }
      if (!padded) {
        odd = true;
        parser.warn("the extension at byte " + at + " has size " + size + ", not a multiple of 16");
      }
      byte[] content = readUpTo(size - FRAME);
      if (content.length < size - FRAME) {
        throw faults.truncated("extension", source.position(), size - FRAME - content.length);
      }
      extensions.add(new NiftiExtension(numbers.getInt(), content));
    }
    return extensions;
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
