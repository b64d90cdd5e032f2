package io.github.omnet.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;

/** The fixed parts of a page, from the resources of this module. */
final class Assets {
  static final String NIIVUE = "niivue-0.69.0.umd.js.gz";

  private Assets() {}

  /** A text; unpacked if its name ends in {@code .gz}. */
  static String text(String name) {
    try (InputStream in = Assets.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the jar of omnet-report lacks " + name);
      }
      byte[] bytes = (name.endsWith(".gz") ? new GZIPInputStream(in) : in).readAllBytes();
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("the jar of omnet-report is damaged: " + name, e);
    }
  }

  /** NiiVue with its licence in front, as the licence asks for. */
  static String niivue() {
    return "/*! NiiVue 0.69.0\n" + text("niivue.LICENSE") + "*/\n" + text(NIIVUE);
  }
}
