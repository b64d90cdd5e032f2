package io.github.omnet.models.monitor;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * The frame of a record in TensorFlow's files, all little-endian: length (8 bytes), checksum of the
 * length (4), the record, checksum of the record (4).
 */
final class TfRecord {
  private static final int MASK = 0xa282ead8;

  private TfRecord() {}

  static byte[] framed(byte[] content) {
    ByteBuffer record =
        ByteBuffer.allocate(Long.BYTES + 2 * Integer.BYTES + content.length)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(content.length);
    record.putInt(checksum(record.array(), 0, Long.BYTES)).put(content);
    record.putInt(checksum(content, 0, content.length));
    return record.array();
  }

  /** CRC-32C, masked: a checksum of bytes that hold checksums would else be weak. */
  private static int checksum(byte[] bytes, int from, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, from, length);
    return Integer.rotateRight((int) crc.getValue(), 15) + MASK;
  }
}
