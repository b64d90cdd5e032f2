package io.github.omnet.examples.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What users get with omnet, by the lists of components that the build writes and the jars that it
 * copies. Needs no network.
 */
class ComponentsJarIT {
  /** As SPDX names them, and the names of those that CycloneDX does not know by one. */
  private static final Set<String> ALLOWED =
      Set.of("Apache-2.0", "MIT", "MIT-0", "BSD-2-Clause", "BSD-3-Clause", "LGPL-2.1-or-later");

  private static final Path LIBRARIES = Path.of("target", "lib");

  private static List<JsonObject> components(String module) throws IOException {
    Path bom = Path.of("..", module, "target", "bom.json");
    assertThat(bom).exists();
    List<JsonObject> components = new ArrayList<>();
    JsonObject json = JsonParser.parseString(Files.readString(bom)).getAsJsonObject();
    json.getAsJsonArray("components").forEach(part -> components.add(part.getAsJsonObject()));
    return components;
  }

  private static String name(JsonObject component) {
    return component.get("group").getAsString() + ":" + component.get("name").getAsString();
  }

  /** Where there are several, users choose. */
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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "omnet-core",
        "omnet-io",
        "omnet-models",
        "omnet-report",
        "omnet-mxnet",
        "omnet-pytorch",
        "omnet",
        "omnet-examples"
      })
  void everyComponentIsUnderALicenceThatIsAllowed(String module) throws IOException {
    Map<String, Set<String>> others = new TreeMap<>();
    for (JsonObject component : components(module)) {
      Set<String> licences = licences(component);
      if (licences.stream().noneMatch(ALLOWED::contains)) {
        others.put(name(component), licences);
      }
    }
    assertThat(others).isEmpty();
  }

  @Test
  void theProgramBringsOneVersionOfEachComponentAndEachHasAHash() throws IOException {
    List<JsonObject> components = components("omnet-examples");
    assertThat(components).hasSizeGreaterThan(10);
    assertThat(components.stream().map(ComponentsJarIT::name)).doesNotHaveDuplicates();
    assertThat(components)
        .filteredOn(part -> !part.get("group").getAsString().equals("io.github.omnet"))
        .allSatisfy(part -> assertThat(part.getAsJsonArray("hashes")).isNotEmpty());
  }

  @Test
  void noClassIsInTwoJars() throws IOException {
    Map<String, String> jarOf = new TreeMap<>();
    Map<String, String> twice = new TreeMap<>();
    try (Stream<Path> jars = Files.list(LIBRARIES)) {
      for (Path jar : jars.sorted().toList()) {
        for (String name : classes(jar)) {
          String other = jarOf.putIfAbsent(name, jar.getFileName().toString());
          if (other != null) {
            twice.put(name, other + " and " + jar.getFileName());
          }
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
}
