package io.github.omnet.examples.docs;

import java.io.File;
import java.util.List;

/** The class path of the tests, whichever way Surefire handed it over. */
final class ClassPath {
  private ClassPath() {}

  static String value() {
    return System.getProperty(
        "surefire.test.class.path", System.getProperty("java.class.path", ""));
  }

  static List<String> entries() {
    return List.of(value().split(File.pathSeparator));
  }
}
