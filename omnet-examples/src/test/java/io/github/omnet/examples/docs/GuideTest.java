package io.github.omnet.examples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The pages are readable in any editor, their links lead somewhere, their programs are real. */
class GuideTest {
  private static final Path ROOT = Path.of("..");
  private static final Path PROGRAMS =
      Path.of("src", "main", "java", "io", "github", "omnet", "examples", "programs");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)\\)");

  private static List<Path> pages() throws IOException {
    List<Path> pages = new ArrayList<>();
    try (Stream<Path> top = Files.list(ROOT);
        Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
      Stream.concat(top, docs).filter(file -> file.toString().endsWith(".md")).forEach(pages::add);
    }
    assertThat(pages).hasSizeGreaterThan(15);
    return pages;
  }

  @Test
  void everyProgramStandsInTheGuideAsItIs() throws IOException {
    StringBuilder guide = new StringBuilder();
    for (Path page : pages()) {
      guide.append(Files.readString(page));
    }
    List<Path> programs;
    try (Stream<Path> files = Files.list(PROGRAMS)) {
      programs = files.filter(file -> !file.endsWith("package-info.java")).toList();
    }
    assertThat(programs).hasSize(8);
    for (Path program : programs) {
      String source = Files.readString(program);
      String withoutPackage = source.substring(source.indexOf("import "));
      assertThat(guide.toString()).as("%s", program).contains("```java\n" + withoutPackage + "```");
    }
  }

  @Test
  void linesHaveAtMost120Characters() throws IOException {
    List<String> tooLong = new ArrayList<>();
    for (Path page : pages()) {
      int number = 0;
      for (String line : Files.readAllLines(page)) {
        number++;
        if (line.length() > 120 && !line.startsWith("|")) {
          tooLong.add(page + ":" + number);
        }
      }
    }
    assertThat(tooLong).isEmpty();
  }

  @Test
  void everyLinkLeadsToAFile() throws IOException {
    for (Path page : pages()) {
      for (MatchResult link : LINK.matcher(Files.readString(page)).results().toList()) {
        assertThat(page.resolveSibling(link.group(1))).as("%s", page).exists();
      }
    }
  }

  @Test
  void theReadmeHasAtMost100Lines() throws IOException {
    assertThat(Files.readAllLines(ROOT.resolve("README.md"))).hasSizeLessThanOrEqualTo(100);
  }
}
