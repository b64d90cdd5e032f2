package io.github.omnet.examples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.omnet.io.image.ReadLimits;
import io.github.omnet.models.internal.PackageLimits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** SECURITY.md promises what a test holds it to. */
class SecurityPageTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern TEST = Pattern.compile("`(\\w+(?:Test|IT))\\.(\\w+)`");

  private static String page() throws IOException {
    return Files.readString(ROOT.resolve("SECURITY.md"));
  }

  /** Source texts of all test classes by their simple name. */
  private static Map<String, String> tests() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT)) {
      return files
          .filter(file -> file.toString().matches(".*src.test.java.*(Test|IT)\\.java"))
          .collect(
              Collectors.toMap(
                  file ->
                      Objects.requireNonNull(file.getFileName()).toString().replace(".java", ""),
                  SecurityPageTest::text,
                  (one, other) -> one + other));
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void everyThreatNamesTestsThatExist() throws IOException {
    Map<String, String> tests = tests();
    String page = page();
    String threats =
        page.substring(
            page.indexOf("## Threats and their tests"), page.indexOf("\nThe tests make"));
    List<String> rows = threats.lines().filter(line -> line.startsWith("| ")).skip(1).toList();
    assertThat(rows).hasSizeGreaterThan(15).allMatch(row -> TEST.matcher(row).find());
    for (MatchResult named : TEST.matcher(threats).results().toList()) {
      assertThat(tests).containsKey(named.group(1));
      assertThat(tests.get(named.group(1))).contains("void " + named.group(2) + "(");
    }
  }

  @Test
  void everyLimitIsListed() throws IOException {
    String page = page();
    for (Class<?> type : List.of(ReadLimits.class, PackageLimits.class)) {
      for (Field field : type.getFields()) {
        if (field.getType().isPrimitive()) {
          assertThat(page).contains("| `" + type.getSimpleName() + "." + field.getName() + "` |");
        }
      }
    }
    for (var component : ReadLimits.class.getRecordComponents()) {
      assertThat(page).contains("| `ReadLimits." + component.getName() + "` |");
    }
  }
}
