package io.github.omnet.report;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Takes out of a text what tells whose it is: paths, names of image files, user and host. */
final class Anonymity {
  private static final Pattern PATH =
      Pattern.compile("(?<![\\w<])(?:[A-Za-z]:\\\\[^\\s'\"]+|~?(?:/[^\\s/:;,'\"()\\[\\]]+){2,}/?)");

  private static final Pattern FILE =
      Pattern.compile(
          "[^\\s'\"()]{1,500}\\.(?:nii\\.gz|nii|mha|mhd|nrrd|nhdr|hdr|img|json|csv|zip|png|html)\\b",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern NUMBER = Pattern.compile("\\d{1,3}");

  private static final int SHORTEST_NAME = 4;

  private final Map<String, String> words = new LinkedHashMap<>();

  Anonymity() {
    hide(System.getProperty("user.name"), "[user]");
    hide(System.getenv("HOSTNAME"), "[host]");
    hide(System.getenv("COMPUTERNAME"), "[host]");
  }

  private void hide(@org.jspecify.annotations.Nullable String word, String by) {
    // Names such as root are words of plain English, too, and tell nothing.
    if (word != null && word.length() >= SHORTEST_NAME && !word.equals("root")) {
      words.put(word, by);
    }
  }

  /**
   * Replaces an id wherever it stands. Small numbers stay: they name nobody, and a text also counts
   * by them.
   */
  void replace(String id, String alias) {
    if (!id.isEmpty() && !id.equals(alias) && !NUMBER.matcher(id).matches()) {
      words.put(id, alias);
    }
  }

  String text(String text) {
    String clean = PATH.matcher(text).replaceAll("[path]");
    clean = FILE.matcher(clean).replaceAll("[file]");
    if (words.isEmpty()) {
      return clean;
    }
    // All at once, the longest first: what stands for one id is not taken for another.
    String any =
        words.keySet().stream()
            .sorted(Comparator.comparingInt(String::length).reversed())
            .map(Pattern::quote)
            .collect(Collectors.joining("|", "(?<!\\w)(?:", ")(?!\\w)"));
    return Pattern.compile(any, Pattern.UNICODE_CHARACTER_CLASS)
        .matcher(clean)
        .replaceAll(found -> Matcher.quoteReplacement(words.getOrDefault(found.group(), "")));
  }
}
