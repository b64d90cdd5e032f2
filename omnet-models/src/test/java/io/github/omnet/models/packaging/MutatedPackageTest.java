package io.github.omnet.models.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A package with a few bytes changed is opened or refused by name; nothing else comes out. */
class MutatedPackageTest {
  private static final String[] PIECES = {
    "null",
    "-1",
    "0",
    "1e308",
    "9223372036854775808",
    "\"\"",
    "[]",
    "{}",
    "NaN",
    "\u001b[2J",
    "\0",
    ",",
    "}",
    "\"width\": 4096,",
    "true",
    "[[]]"
  };

  @TempDir private Path temporary;
  private int opened;

  private void tryToOpen(Path where, String what) {
    try {
      ModelPackage.open(where);
      opened++;
    } catch (ModelPackageException e) {
      assertThat(e).hasMessageContaining(where.toString());
    } catch (IOException | RuntimeException | Error e) {
      throw new AssertionError(what, e);
    }
  }

  private static byte[] mutated(byte[] bytes, Random random) {
    byte[] changed = bytes.clone();
    switch (random.nextInt(4)) {
      case 0 -> changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
      case 1 -> changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
      case 2 -> changed = Arrays.copyOf(changed, random.nextInt(changed.length));
      default -> {
        byte[] piece = PIECES[random.nextInt(PIECES.length)].getBytes(StandardCharsets.ISO_8859_1);
        int at = random.nextInt(changed.length);
        int end = Math.min(changed.length, at + random.nextInt(12));
        byte[] longer = new byte[changed.length - (end - at) + piece.length];
        System.arraycopy(changed, 0, longer, 0, at);
        System.arraycopy(piece, 0, longer, at, piece.length);
        System.arraycopy(changed, end, longer, at + piece.length, changed.length - end);
        changed = longer;
      }
    }
    return changed;
  }

  @Test
  void aMutatedZipIsOpenedOrRefused() throws IOException {
    Random random = new Random(13);
    byte[] sound = HostilePackages.zip(HostilePackages.sound());
    Path zip = temporary.resolve("model.zip");
    for (int n = 0; n < 600; n++) {
      Files.write(zip, mutated(sound, random));
      tryToOpen(zip, "zip " + n);
    }
    assertThat(opened).isBetween(1, 599);
  }

  @Test
  void aMutatedManifestIsOpenedOrRefused() throws IOException {
    Random random = new Random(14);
    Map<String, byte[]> sound = HostilePackages.sound();
    Path folder = HostilePackages.folder(temporary.resolve("model"), sound);
    for (int n = 0; n < 1200; n++) {
      byte[] manifest = mutated(sound.get(ModelPackage.MANIFEST), random);
      Files.write(folder.resolve(ModelPackage.MANIFEST), manifest);
      tryToOpen(folder, "manifest " + n + ": " + new String(manifest, StandardCharsets.UTF_8));
    }
    assertThat(opened).isBetween(1, 1199);
  }

  @Test
  void aMutatedHeaderOfWeightsWithTheRightHashIsOpenedOrRefused() throws IOException {
    Random random = new Random(15);
    byte[] header = HostilePackages.header().getBytes(StandardCharsets.ISO_8859_1);
    Path folder = temporary.resolve("model");
    for (int n = 0; n < 600; n++) {
      String changed = new String(mutated(header, random), StandardCharsets.ISO_8859_1);
      HostilePackages.folder(folder, HostilePackages.withHeader(changed));
      tryToOpen(folder, "header " + n + ": " + changed);
    }
    assertThat(opened).isLessThan(600);
  }
}
