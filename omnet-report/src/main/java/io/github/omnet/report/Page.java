package io.github.omnet.report;

import io.github.omnet.core.internal.file.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A whole page. Its policy names each script and the style by their SHA-256 and allows nothing
 * else: no other script, no request.
 */
final class Page {
  static final String NOTICE =
      "Research software, not a medical device. Do not base decisions about patients on it.";

  private Page() {}

  static String of(String title, Html body, List<String> scripts) {
    String style = Assets.text("page.css");
    String allowed = scripts.stream().map(Page::hash).collect(Collectors.joining(" "));
    Html head = new Html();
    head.empty("meta", "charset", "utf-8")
        .empty(
            "meta",
            "http-equiv",
            "Content-Security-Policy",
            "content",
            "default-src 'none'; script-src "
                + (allowed.isEmpty() ? "'none'" : allowed)
                + "; style-src "
                + hash(style)
                + "; img-src data: blob:; connect-src data:; base-uri 'none'; form-action 'none'")
        .empty("meta", "name", "viewport", "content", "width=device-width")
        .empty("meta", "name", "referrer", "content", "no-referrer")
        .element("title", title);
    StringBuilder page = new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n");
    page.append(head).append("<style>").append(style).append("</style>\n</head>\n<body>\n");
    page.append(body);
    for (String script : scripts) {
      if (script.contains("</script") || script.contains("<!--")) {
        throw new IllegalArgumentException("a script must not hold the end of a script");
      }
      page.append("<script>").append(script).append("</script>\n");
    }
    return page.append("</body>\n</html>\n").toString();
  }

  private static String hash(String text) {
    try {
      byte[] sum =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "'sha256-" + Base64.getEncoder().encodeToString(sum) + "'";
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  static void write(Path file, String page) throws IOException {
    AtomicFile.write(file, out -> out.write(page.getBytes(StandardCharsets.UTF_8)));
  }
}
