package io.github.omnet.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What users see of this module: no type of a dependency, and nothing that is not exported. */
class PublicApiTest {
  private static final Pattern TYPE = Pattern.compile("([a-z]\\w*(?:\\.[a-z]\\w*)+)\\.[A-Z]\\w*");

  private static ModuleDescriptor module() throws IOException {
    try (InputStream in = Files.newInputStream(classes().resolve("module-info.class"))) {
      return ModuleDescriptor.read(in);
    }
  }

  private static Path classes() {
    try {
      return Path.of(
          OmnetException.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Set<String> exported() throws IOException {
    return module().exports().stream()
        .filter(exports -> !exports.isQualified())
        .map(ModuleDescriptor.Exports::source)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<Class<?>> publicClasses() throws IOException, ClassNotFoundException {
    List<Class<?>> all = new ArrayList<>();
    for (String name : exported()) {
      try (Stream<Path> files = Files.list(classes().resolve(name.replace('.', '/')))) {
        for (Path file : files.toList()) {
          String simple = Objects.requireNonNull(file.getFileName()).toString();
          if (simple.endsWith(".class") && !simple.startsWith("package-info")) {
            Class<?> type =
                Class.forName(
                    name + "." + simple.substring(0, simple.length() - 6),
                    false,
                    OmnetException.class.getClassLoader());
            if (isPublic(type)) {
              all.add(type);
            }
          }
        }
      }
    }
    return all;
  }

  private static boolean isPublic(Class<?> type) {
    return Modifier.isPublic(type.getModifiers())
        && (type.getEnclosingClass() == null || isPublic(type.getEnclosingClass()));
  }

  private static Stream<String> signatures(Class<?> type) {
    Stream<String> parents =
        Stream.concat(
                Stream.ofNullable(type.getGenericSuperclass()),
                Stream.of(type.getGenericInterfaces()))
            .map(Object::toString);
    Stream<String> methods =
        Stream.of(type.getDeclaredMethods())
            .filter(PublicApiTest::isSeen)
            .map(Method::toGenericString);
    Stream<String> constructors =
        Stream.of(type.getDeclaredConstructors())
            .filter(PublicApiTest::isSeen)
            .map(Constructor::toGenericString);
    Stream<String> fields =
        Stream.of(type.getDeclaredFields())
            .filter(PublicApiTest::isSeen)
            .map(Field::toGenericString);
    return Stream.of(parents, methods, constructors, fields).flatMap(s -> s);
  }

  private static boolean isSeen(Member member) {
    return !member.isSynthetic()
        && (member.getModifiers() & (Modifier.PUBLIC | Modifier.PROTECTED)) != 0;
  }

  @Test
  void onlyTypesOfTheJdkAndOfExportedPackagesAreInPublicSignatures()
      throws IOException, ClassNotFoundException {
    Set<String> exported = exported();
    List<Class<?>> all = publicClasses();
    assertThat(all).hasSizeGreaterThan(50);
    List<String> foreign = new ArrayList<>();
    for (Class<?> type : all) {
      signatures(type)
          .forEach(
              signature -> {
                Matcher found = TYPE.matcher(signature);
                while (found.find()) {
                  String name = found.group(1);
                  if (!name.startsWith("java.") && !exported.contains(name)) {
                    foreign.add(signature);
                  }
                }
              });
    }
    assertThat(foreign).isEmpty();
  }

  @Test
  void theCheckWouldSeeGuava() {
    Matcher found = TYPE.matcher("public com.google.common.collect.ImmutableList<X> a.b.C.d()");
    assertThat(found.find()).isTrue();
    assertThat(found.group(1)).isEqualTo("com.google.common.collect");
  }

  @Test
  void theModuleNeedsOnlyGuavaHipparchusAndAnnotations() throws IOException {
    assertThat(module().requires().stream().map(ModuleDescriptor.Requires::name))
        .isSubsetOf(
            "java.base",
            "com.google.common",
            "org.jspecify",
            "org.hipparchus.core",
            "org.hipparchus.clustering",
            "hipparchus.core",
            "hipparchus.clustering");
  }
}
