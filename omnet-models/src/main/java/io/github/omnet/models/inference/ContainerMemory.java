package io.github.omnet.models.inference;

import com.google.common.primitives.Longs;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a Linux control group, such as that of a Docker or Kubernetes container, leaves of its
 * limit: {@code limit - (used - inactive_file)}, since the kernel gives file caches back before it
 * kills anyone. Groups nest, and the tightest one counts.
 *
 * <p>Source: the kernel's documentation of control groups, {@code cgroup-v2.rst} (memory.max,
 * memory.current, memory.stat) and {@code cgroup-v1/memory.rst}.
 */
final class ContainerMemory {
  /** Lines such as {@code 0::/a/b} of version 2, {@code 4:cpu,memory:/a/b} of version 1. */
  private static final Pattern GROUP = Pattern.compile("(?m)^\\d+:([^:\\n]*):(/.*)$");

  private ContainerMemory() {}

  /** Bytes, at least 0; the largest number if there is no limit. */
  static long left(Function<String, Optional<String>> files) {
    long left = Long.MAX_VALUE;
    Matcher group = GROUP.matcher(files.apply("/proc/self/cgroup").orElse(""));
    while (group.find()) {
      for (Version version : Version.values()) {
        if (version.governs(group.group(1))) {
          left = Math.min(left, leftUpwards(version, group.group(2), files));
        }
      }
    }
    return left;
  }

  /** The tightest of a group and all groups around it, up to what the container sees as the top. */
  private static long leftUpwards(
      Version version, String group, Function<String, Optional<String>> files) {
    long left = Long.MAX_VALUE;
    String path = group.endsWith("/") ? group.substring(0, group.length() - 1) : group;
    while (true) {
      left = Math.min(left, version.left(version.mount + path, files));
      if (path.isEmpty()) {
        return left;
      }
      path = path.substring(0, path.lastIndexOf('/'));
    }
  }

  private enum Version {
    V1(
        "/sys/fs/cgroup/memory",
        "memory.limit_in_bytes",
        "memory.usage_in_bytes",
        "total_inactive_file"),
    V2("/sys/fs/cgroup", "memory.max", "memory.current", "inactive_file");

    private final String mount;
    private final String limit;
    private final String used;
    private final Pattern cached;

    Version(String mount, String limit, String used, String cached) {
      this.mount = mount;
      this.limit = limit;
      this.used = used;
      this.cached = Pattern.compile("(?m)^" + cached + " (\\d+)$");
    }

    boolean governs(String controllers) {
      return this == V2 ? controllers.isEmpty() : ("," + controllers + ",").contains(",memory,");
    }

    long left(String folder, Function<String, Optional<String>> files) {
      Optional<Long> most = number(files.apply(folder + "/" + limit));
      Optional<Long> now = number(files.apply(folder + "/" + used));
      if (most.isEmpty() || now.isEmpty()) {
        return Long.MAX_VALUE;
      }
      Matcher cache = cached.matcher(files.apply(folder + "/memory.stat").orElse(""));
      long reclaimable = cache.find() ? Long.parseLong(cache.group(1)) : 0;
      return Math.max(0, most.get() - Math.max(0, now.get() - reclaimable));
    }

    /** Empty for a missing file and for {@code max}, which is no limit. */
    private static Optional<Long> number(Optional<String> text) {
      return text.flatMap(digits -> Optional.ofNullable(Longs.tryParse(digits.strip())));
    }
  }
}
