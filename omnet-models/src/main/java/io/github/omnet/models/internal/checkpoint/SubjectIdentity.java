package io.github.omnet.models.internal.checkpoint;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import io.github.omnet.core.subject.Modality;
import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.volume.Volume;
import io.github.omnet.models.internal.CoarseInput;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells one prepared subject from another, or from the same one with other voxels.
 *
 * @param id of the subject
 * @param content the first 16 hexadecimal digits of the SHA-256 of grid, intensities, coarse
 *     probabilities if it brings them, and labels
 */
public record SubjectIdentity(String id, String content) {
  private static final int DIGITS = 16;
  private static final int CHUNK = 1 << 14;

  /** Whether Gson has found no subject, or one without all that it takes. */
  public static boolean isMissing(@Nullable SubjectIdentity subject) {
    return subject == null || subject.id == null || subject.content == null;
  }

  public static SubjectIdentity of(Subject subject) {
    Hasher hasher = Hashing.sha256().newHasher();
    hasher.putUnencodedChars(subject.grid().toString());
    for (Map.Entry<Modality, Volume> volume : subject.volumes().entrySet()) {
      hasher.putUnencodedChars(volume.getKey().name());
      put(volume.getValue().data(), hasher);
    }
    subject
        .derived()
        .forEach(
            (name, channel) -> {
              // Other channels follow from the modalities.
              if (CoarseInput.isCoarse(name)) {
                hasher.putUnencodedChars(name);
                put(channel.data(), hasher);
              }
            });
    hasher.putUnencodedChars(subject.requireTruth().scheme().toString());
    hasher.putBytes(subject.requireTruth().map().data());
    return new SubjectIdentity(subject.id(), hasher.hash().toString().substring(0, DIGITS));
  }

  private static void put(float[] data, Hasher hasher) {
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int from = 0; from < data.length; from += CHUNK) {
      int count = Math.min(CHUNK, data.length - from);
      chunk.asFloatBuffer().put(data, from, count);
      hasher.putBytes(chunk.array(), 0, count * Float.BYTES);
    }
  }
}
