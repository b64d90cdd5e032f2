package io.github.omnet.examples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.omnet.core.subject.Subject;
import io.github.omnet.examples.phantom.PhantomCohort;
import io.github.omnet.examples.phantom.PhantomFolder;
import io.github.omnet.fixtures.Regrid;
import io.github.omnet.io.Images;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadmeTest {
  private static final Path ROOT = Path.of("..");

  @TempDir Path folder;

  @Test
  void theJavaExampleCompilesAndSegments() throws Exception {
    // A very small head, for the model knows voxels of 1 mm.
    Subject subject = Regrid.toOneMillimetre(new PhantomCohort(1, 24).subject(0));
    PhantomFolder.write(subject, folder);
    Path result = folder.resolve("seg.nii.gz");

    try (URLClassLoader loader = new URLClassLoader(new URL[] {compiled().toUri().toURL()})) {
      loader
          .loadClass("SegmentSubject")
          .getMethod("main", String[].class)
          .invoke(
              null,
              (Object) new String[] {folder.resolve("phantom_000").toString(), result.toString()});
    }

    assertThat(Images.readLabels(result).grid().matches(subject.grid())).isTrue();
  }

  @Test
  void theExampleIsAboutTwentyLines() throws IOException {
    assertThat(example().lines().filter(line -> !line.startsWith("import"))).hasSizeLessThan(22);
  }

  @Test
  void everyFileLinkedToIsThere() throws IOException {
    Matcher links = Pattern.compile("\\]\\(([^)#:]+)\\)").matcher(readme());
    assertThat(links.results().map(link -> ROOT.resolve(link.group(1))))
        .isNotEmpty()
        .allSatisfy(file -> assertThat(file).exists());
  }

  @Test
  void continuousIntegrationRunsTheTestCommand() throws IOException {
    String command = "mvn -B -ntp -Ppytorch verify";
    assertThat(readme()).contains("\n" + command + "\n");
    assertThat(Files.readString(ROOT.resolve(".ci/run"))).contains("\n" + command + " ");
  }

  @Test
  void namesEveryCommandThatTheManualExplains() throws IOException {
    String manual = Files.readString(ROOT.resolve("docs").resolve("cli.md"));
    List<String> commands =
        Pattern.compile("(?m)^## (\\w+)$")
            .matcher(manual)
            .results()
            .map(heading -> heading.group(1))
            .toList();
    assertThat(commands).contains("convert", "model");
    for (String command : commands.subList(1, commands.size())) {
      assertThat(readme()).contains("`" + command + "`");
    }
  }

  @Test
  void nobodyNeedsAWrapper() throws IOException {
    try (Stream<Path> files = Files.list(ROOT)) {
      assertThat(files.map(file -> file.getFileName().toString())).doesNotContain("mvnw");
    }
    assertThat(readme()).doesNotContain("mvnw");
  }

  private Path compiled() throws IOException {
    Path source = Files.writeString(folder.resolve("SegmentSubject.java"), example());
    Path classes = Files.createDirectory(folder.resolve("classes"));
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    List<String> options =
        List.of("-classpath", ClassPath.value(), "-d", classes.toString(), "-Werror");
    boolean compiles;
    try (var files = compiler.getStandardFileManager(null, null, null)) {
      var units = files.getJavaFileObjects(source);
      compiles = compiler.getTask(messages, files, null, options, null, units).call();
    }
    assertThat(compiles).as(messages.toString()).isTrue();
    return classes;
  }

  private static String example() throws IOException {
    Matcher block = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL).matcher(readme());
    assertThat(block.find()).isTrue();
    return block.group(1);
  }

  private static String readme() throws IOException {
    return Files.readString(ROOT.resolve("README.md"));
  }
}
