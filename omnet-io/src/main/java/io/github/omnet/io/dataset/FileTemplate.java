package io.github.omnet.io.dataset;

import io.github.omnet.core.subject.Modality;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One template of a layout, as a regular expression over the last names of a path. Letters match in
 * either case, those of a subject's name apart.
 */
final class FileTemplate {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{id}|\\{role}|\\*|\\.nii(\\.gz)?$");

  private final String text;
  private final EnumMap<Modality, String> tokens = new EnumMap<>(Modality.class);
  private final String truth;
  private final int names;
  private final Pattern pattern;
  private final boolean hasRole;

  FileTemplate(String text, Map<Modality, String> tokens, String truth) {
    if (!text.contains("{id}")) {
      throw new IllegalArgumentException("template '" + text + "' has no {id}");
    }
    this.text = text;
    this.tokens.putAll(tokens);
    this.truth = truth;
    this.names = text.split("/", -1).length;
    this.hasRole = text.contains("{role}");
    this.pattern = Pattern.compile(regex(), Pattern.CASE_INSENSITIVE);
  }

  private String regex() {
    String roles =
        java.util.stream.Stream.concat(tokens.values().stream(), java.util.stream.Stream.of(truth))
            .filter(token -> !token.isEmpty())
            .map(Pattern::quote)
            .collect(Collectors.joining("|"));
    StringBuilder regex = new StringBuilder();
    boolean idSeen = false;
    boolean roleSeen = false;
    int end = 0;
    Matcher matcher = PLACEHOLDER.matcher(text);
    while (matcher.find()) {
      regex.append(Pattern.quote(text.substring(end, matcher.start())));
      end = matcher.end();
      switch (matcher.group()) {
        case "{id}" -> {
          regex.append(idSeen ? "(?-i:\\k<id>)" : "(?<id>[^/]+)");
          idSeen = true;
        }
        case "{role}" -> {
          regex.append(roleSeen ? "\\k<role>" : "(?<role>" + roles + ")");
          roleSeen = true;
        }
        case "*" -> regex.append("[^/]*");
        default -> regex.append("\\.nii(?:\\.gz)?");
      }
    }
    return regex.append(Pattern.quote(text.substring(end))).toString();
  }

  Optional<FileLayout.Match> match(Path file) {
    int count = file.getNameCount();
    if (count < names) {
      return Optional.empty();
    }
    StringBuilder tail = new StringBuilder();
    for (int n = count - names; n < count; n++) {
      tail.append(tail.isEmpty() ? "" : "/").append(file.getName(n));
    }
    Matcher matcher = pattern.matcher(tail);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    Path base = file;
    for (int n = 0; n < names; n++) {
      Path parent = base.getParent();
      base = parent == null ? Path.of("") : parent;
    }
    return Optional.of(
        new FileLayout.Match(
            base,
            matcher.group("id"),
            hasRole ? modality(matcher.group("role")) : Optional.empty()));
  }

  /**
   * Returns the modality of a token, or empty for the truth; two tokens may differ in case only.
   */
  private Optional<Modality> modality(String token) {
    Optional<Modality> exact = modality(token::equals);
    return exact.isPresent() || token.equals(truth) ? exact : modality(token::equalsIgnoreCase);
  }

  private Optional<Modality> modality(Predicate<String> token) {
    return tokens.entrySet().stream()
        .filter(entry -> token.test(entry.getValue()))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  String expected(String id, Modality modality) {
    String token = tokens.getOrDefault(modality, modality.toString());
    return text.replace("{id}", id).replace("{role}", token);
  }
}
