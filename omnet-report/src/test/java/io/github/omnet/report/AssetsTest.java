package io.github.omnet.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class AssetsTest {
  @Test
  void theViewerIsTheOneThatWasPublished() throws Exception {
    byte[] script = Assets.text(Assets.NIIVUE).getBytes(StandardCharsets.UTF_8);
    assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(script)))
        .isEqualTo("47b896b77ec4a5be3ef1949c33ad393b6f45629921f326c279000bcf51bdb4af");
    assertThat(Assets.niivue()).startsWith("/*! NiiVue 0.69.0\nBSD 2-Clause License");
  }
}
