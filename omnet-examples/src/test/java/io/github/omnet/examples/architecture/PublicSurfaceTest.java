package io.github.omnet.examples.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Counts the public types that users see: those at top level in packages that a module exports to
 * everybody. A type is public because a user names it in a program; what only other modules of
 * omnet need belongs into a package {@code internal}.
 */
class PublicSurfaceTest {
  private static final Pattern EXPORT = Pattern.compile("exports\\s+([\\w.]+)\\s*;");

  /** Most public types of each module. Raise a number only for a type that users name. */
  private static final Map<String, Integer> MOST =
      new TreeMap<>(Map.of("omnet", 1, "omnet-core", 68, "omnet-io", 24, "omnet-models", 58));

  private static Set<String> exported(String module) throws IOException {
    Path file = Path.of("..", module, "src", "main", "java", "module-info.java");
    return EXPORT
        .matcher(Files.readString(file))
        .results()
        .map((MatchResult found) -> found.group(1))
        .collect(Collectors.toSet());
  }

  @Test
  void noModuleShowsMoreTypesThanItDid() throws IOException {
    List<JavaClass> all =
        new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.github.omnet")
                .stream()
                .filter(JavaClass::isTopLevelClass)
                .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                .toList();
    Map<String, Integer> found = new TreeMap<>();
    for (String module : MOST.keySet()) {
      Set<String> packages = exported(module);
      assertThat(packages).as(module).isNotEmpty().noneMatch(name -> name.contains(".internal"));
      List<String> types =
          all.stream()
              .filter(type -> packages.contains(type.getPackageName()))
              .map(JavaClass::getName)
              .toList();
      assertThat(types).as(module).isNotEmpty();
      found.put(module, types.size());
    }
    System.out.println("public types " + found);
    found.forEach(
        (module, types) ->
            assertThat(types)
                .as("public types of " + module)
                .isLessThanOrEqualTo(MOST.getOrDefault(module, 0)));
  }
}
