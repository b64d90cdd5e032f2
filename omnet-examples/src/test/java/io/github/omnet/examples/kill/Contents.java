package io.github.omnet.examples.kill;

import io.github.omnet.core.volume.Volume;
import io.github.omnet.io.Images;
import io.github.omnet.models.packaging.ModelPackage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** Names for what files hold. */
final class Contents {
  private Contents() {}

  /** Of every byte. */
  static String bytes(Path file) throws IOException {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Of the voxels and the grid of an image, which may consist of two files. */
  static String image(Path file) throws IOException {
    Volume volume = Images.readVolume(file);
    return volume.grid() + " " + Arrays.hashCode(volume.data());
  }

  /** Of the weights of a model, all of whose files are checked. */
  static String model(Path folder) throws IOException {
    ModelPackage model = ModelPackage.open(folder);
    for (int n = 0; n < model.manifest().networks().size(); n++) {
      model.weights(n);
    }
    return model.fingerprint();
  }
}
