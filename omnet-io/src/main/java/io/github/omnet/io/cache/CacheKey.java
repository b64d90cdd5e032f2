package io.github.omnet.io.cache;

import io.github.omnet.io.dataset.SubjectFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.StringJoiner;

/**
 * What a preprocessed subject depends on, as a SHA-256: its files as they are now, and the steps.
 */
final class CacheKey {
  private CacheKey() {}

  static String of(SubjectFiles files, String preprocessing) throws IOException {
    StringJoiner text = new StringJoiner("\n");
    text.add(SubjectRecord.MAGIC).add(files.id()).add(preprocessing);
    for (var image : files.images().entrySet()) {
      text.add(image.getKey() + " " + identity(image.getValue()));
    }
    if (files.truth().isPresent()) {
      text.add("truth " + identity(files.truth().get())).add(files.encoding().toString());
    }
    return HexFormat.of().formatHex(sha256(text.toString()));
  }

  private static String identity(Path file) throws IOException {
    Path real = file.toRealPath();
    BasicFileAttributes attributes =
        Files.readAttributes(real, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    return real
        + " "
        + attributes.size()
        + " "
        + attributes.lastModifiedTime()
        + " "
        + attributes.fileKey();
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}
