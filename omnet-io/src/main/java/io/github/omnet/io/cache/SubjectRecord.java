package io.github.omnet.io.cache;

import io.github.omnet.core.subject.LabelScheme;
import io.github.omnet.core.subject.Modality;
import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.subject.TumorLabels;
import io.github.omnet.core.volume.Affine;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.LabelMap;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.core.volume.Volume;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;

/**
 * A subject as one file: a head that repeats the key, the grid, every modality and derived channel
 * as little-endian floats, the labels, and a checksum of all that. Not compressed: it is there to
 * be read fast.
 */
final class SubjectRecord {
  /** Changes with the layout, and so makes older files unknown. */
  static final String MAGIC = "omnet-subject-2";

  private static final int CHUNK = 1 << 14;

  private SubjectRecord() {}

  static void write(OutputStream target, String key, Subject subject) throws IOException {
    CheckedOutputStream checked = new CheckedOutputStream(target, new CRC32());
    DataOutputStream out = new DataOutputStream(checked);
    out.writeUTF(MAGIC);
    out.writeUTF(key);
    out.writeUTF(subject.id());
    Grid grid = subject.grid();
    for (int axis = 0; axis < 3; axis++) {
      out.writeInt(grid.shape().axis(axis));
    }
    for (double number : grid.affine().toRowMajor()) {
      out.writeDouble(number);
    }
    out.writeInt(subject.volumes().size());
    for (Map.Entry<Modality, Volume> entry : subject.volumes().entrySet()) {
      out.writeUTF(entry.getKey().name());
      writeFloats(out, entry.getValue().data());
    }
    out.writeInt(subject.derived().size());
    for (Map.Entry<String, Volume> entry : subject.derived().entrySet()) {
      out.writeUTF(entry.getKey());
      writeFloats(out, entry.getValue().data());
    }
    out.writeBoolean(subject.truth().isPresent());
    if (subject.truth().isPresent()) {
      TumorLabels truth = subject.truth().get();
      out.writeUTF(truth.scheme().name());
      out.write(truth.map().data());
    }
    out.flush();
    new DataOutputStream(target).writeLong(checked.getChecksum().getValue());
  }

  /** Throws an IOException that says why, if this is not the whole record of that key. */
  static Subject read(InputStream source, long size, String key) throws IOException {
    CheckedInputStream checked = new CheckedInputStream(source, new CRC32());
    DataInputStream in = new DataInputStream(checked);
    if (!in.readUTF().equals(MAGIC) || !in.readUTF().equals(key)) {
      throw new IOException("the head is another one");
    }
    String id = in.readUTF();
    try {
      Grid grid = readGrid(in);
      if (grid.shape().voxels() > size) {
        throw new IOException("the file is too short for " + grid.shape());
      }
      Map<Modality, Volume> volumes = new EnumMap<>(Modality.class);
      int count = in.readInt();
      for (int n = 0; n < count; n++) {
        Modality modality = Modality.valueOf(in.readUTF());
        volumes.put(modality, Volume.wrap(grid, readFloats(in, grid.shape().voxels())));
      }
      Map<String, Volume> derived = new LinkedHashMap<>();
      count = in.readInt();
      for (int n = 0; n < count; n++) {
        derived.put(in.readUTF(), Volume.wrap(grid, readFloats(in, grid.shape().voxels())));
      }
      Subject subject = Subject.of(id, volumes).withDerived(derived);
      if (in.readBoolean()) {
        LabelScheme scheme = LabelScheme.valueOf(in.readUTF());
        byte[] labels = new byte[grid.shape().voxels()];
        in.readFully(labels);
        TumorLabels truth = new TumorLabels(LabelMap.wrap(grid, labels), scheme);
        subject = subject.with(volumes, Optional.of(truth));
      }
      long sum = checked.getChecksum().getValue();
      if (new DataInputStream(source).readLong() != sum) {
        throw new IOException("the checksum is another one");
      }
      return subject;
    } catch (RuntimeException e) {
      // Numbers that no grid or enum allows: the file was changed.
      throw new IOException("damaged: " + e.getMessage(), e);
    }
  }

  private static Grid readGrid(DataInputStream in) throws IOException {
    Shape shape = new Shape(in.readInt(), in.readInt(), in.readInt());
    double[] numbers = new double[16];
    for (int n = 0; n < 16; n++) {
      numbers[n] = in.readDouble();
    }
    return new Grid(shape, Affine.ofRowMajor(numbers));
  }

  private static void writeFloats(OutputStream out, float[] values) throws IOException {
    byte[] chunk = new byte[CHUNK * Float.BYTES];
    ByteBuffer buffer = ByteBuffer.wrap(chunk).order(ByteOrder.LITTLE_ENDIAN);
    for (int done = 0; done < values.length; done += CHUNK) {
      int count = Math.min(CHUNK, values.length - done);
      buffer.asFloatBuffer().put(values, done, count);
      out.write(chunk, 0, count * Float.BYTES);
    }
  }

  private static float[] readFloats(DataInputStream in, int count) throws IOException {
    float[] values = new float[count];
    byte[] chunk = new byte[CHUNK * Float.BYTES];
    ByteBuffer buffer = ByteBuffer.wrap(chunk).order(ByteOrder.LITTLE_ENDIAN);
    for (int done = 0; done < count; done += CHUNK) {
      int n = Math.min(CHUNK, count - done);
      in.readFully(chunk, 0, n * Float.BYTES);
      buffer.asFloatBuffer().get(values, done, n);
    }
    return values;
  }
}
