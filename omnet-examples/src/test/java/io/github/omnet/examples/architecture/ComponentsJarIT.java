package io.github.omnet.examples.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What users get with the program: the jars that the build copies beside it, against the list in
 * {@code components.txt}. Needs no network.
 */
class ComponentsJarIT {
  private static final Set<String> ALLOWED =
      Set.of("Apache-2.0", "MIT", "BSD-2-Clause", "BSD-3-Clause");

  private static final Path LIBRARIES = Path.of("target", "lib");

  /** CycloneDX writes it, which needs the network; so a build without has none. */
  private static final Path BOM = Path.of("target", "bom.json");

  private static final Pattern JAR = Pattern.compile("(?<name>.+?)-(?<version>[0-9].*)\\.jar");
  private static final Pattern COPYLEFT =
      Pattern.compile("(?i).*(GPL|General Public|SSPL|Commons Clause|non-?commercial).*");

  /** Licence of each artifact as SPDX writes it; where there are several, users choose. */
  private static Map<String, String> listed() throws IOException {
    Map<String, String> licences = new TreeMap<>();
    try (var in = ComponentsJarIT.class.getResourceAsStream("components.txt")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      for (String line : text.lines().filter(one -> !one.startsWith("#")).toList()) {
        String[] words = line.split(" ", 2);
        licences.put(words[0], words[1]);
      }
    }
    return licences;
  }

  private static List<Path> jars() throws IOException {
    try (Stream<Path> files = Files.list(LIBRARIES)) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    }
  }

  /** Names of the jars that are not omnet's, with their versions. */
  private static Map<String, List<String>> versions() throws IOException {
    Map<String, List<String>> versions = new TreeMap<>();
    for (Path jar : jars()) {
      Matcher name = JAR.matcher(jar.getFileName().toString());
      assertThat(name.matches()).as("%s", jar).isTrue();
      if (!name.group("name").matches("omnet(-.*)?")) {
        versions
            .computeIfAbsent(name.group("name"), key -> new ArrayList<>())
            .add(name.group("version"));
      }
    }
    return versions;
  }

  @Test
  void everyComponentIsListedUnderALicenceThatIsAllowed() throws IOException {
    Map<String, String> listed = listed();
    assertThat(versions().keySet()).isEqualTo(listed.keySet());
    assertThat(listed)
        .allSatisfy(
            (name, licences) ->
                assertThat(licences.split(" OR ")).as(name).containsAnyElementsOf(ALLOWED));
  }

  @Test
  void thereIsOneVersionOfEachComponent() throws IOException {
    assertThat(versions()).allSatisfy((name, versions) -> assertThat(versions).as(name).hasSize(1));
  }

  @Test
  void noClassIsInTwoJars() throws IOException {
    Map<String, String> jarOf = new TreeMap<>();
    Map<String, String> twice = new TreeMap<>();
    for (Path jar : jars()) {
      for (String name : classes(jar)) {
        String other = jarOf.putIfAbsent(name, jar.getFileName().toString());
        if (other != null) {
          twice.put(name, other + " and " + jar.getFileName());
        }
      }
    }
    assertThat(jarOf).hasSizeGreaterThan(1000);
    assertThat(twice).isEmpty();
  }

  private static List<String> classes(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      return file.stream()
          .map(entry -> entry.getName())
          .filter(name -> name.endsWith(".class") && !name.endsWith("module-info.class"))
          .filter(name -> !name.startsWith("META-INF/"))
          .toList();
    }
  }

  @Test
  void thePublishedListNamesEveryComponentAndNoLicenceThatIsNotAllowed() throws IOException {
    assumeTrue(Files.exists(BOM), "no bom.json: this build is offline");
    Map<String, Set<String>> published = new LinkedHashMap<>();
    JsonObject bom = JsonParser.parseString(Files.readString(BOM)).getAsJsonObject();
    for (JsonElement component : bom.getAsJsonArray("components")) {
      JsonObject part = component.getAsJsonObject();
      published.put(part.get("name").getAsString(), licences(part));
    }
    assertThat(published).containsKeys(listed().keySet().toArray(new String[0]));
    published.forEach(
        (name, licences) ->
            assertThat(licences)
                .as(name)
                .anySatisfy(one -> assertThat(one).doesNotMatch(COPYLEFT)));
  }

  private static Set<String> licences(JsonObject component) {
    Set<String> names = new TreeSet<>();
    if (component.has("licenses")) {
      for (JsonElement choice : component.getAsJsonArray("licenses")) {
        JsonObject licence = choice.getAsJsonObject();
        if (licence.has("expression")) {
          names.addAll(List.of(licence.get("expression").getAsString().split(" OR ")));
        } else {
          JsonObject one = licence.getAsJsonObject("license");
          names.add((one.has("id") ? one.get("id") : one.get("name")).getAsString());
        }
      }
    }
    return names;
  }
}
