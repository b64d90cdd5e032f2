package io.github.omnet.models.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** File texts as the kernel writes them; 8 GiB are available to the machine unless said. */
class FreeMemoryTest {
  private static final long MIB = 1 << 20;

  private final Map<String, String> files = new HashMap<>();

  FreeMemoryTest() {
    files.put(
        "/proc/meminfo", "MemTotal:  16777216 kB\nMemFree: 1024 kB\nMemAvailable:    8388608 kB\n");
  }

  private long bytes() {
    return FreeMemory.bytes(path -> Optional.ofNullable(files.get(path)));
  }

  private void group2(String folder, String max, long current, long inactiveFile) {
    files.put(folder + "/memory.max", max + "\n");
    files.put(folder + "/memory.current", current + "\n");
    files.put(
        folder + "/memory.stat",
        "anon 5\nfile 7\ninactive_anon 9\nactive_file 11\ninactive_file " + inactiveFile + "\n");
  }

  @Test
  void outsideAnyContainerItIsWhatTheMachineHasAvailable() {
    assertThat(bytes()).isEqualTo(8192 * MIB);
    files.clear();
    assertThat(bytes()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void inAContainerOfVersion2ItIsTheLimitLessWhatCannotBeGivenBack() {
    files.put("/proc/self/cgroup", "0::/\n");
    group2("/sys/fs/cgroup", String.valueOf(2048 * MIB), 700 * MIB, 100 * MIB);
    assertThat(bytes()).isEqualTo((2048 - (700 - 100)) * MIB);
  }

  @Test
  void theTightestOfNestedGroupsCounts() {
    files.put("/proc/self/cgroup", "0::/kubepods.slice/pod1/container\n");
    group2("/sys/fs/cgroup/kubepods.slice/pod1/container", "max", 10 * MIB, 0);
    group2("/sys/fs/cgroup/kubepods.slice/pod1", String.valueOf(500 * MIB), 200 * MIB, 0);
    group2("/sys/fs/cgroup/kubepods.slice", String.valueOf(4096 * MIB), 300 * MIB, 0);
    assertThat(bytes()).isEqualTo(300 * MIB);
  }

  @Test
  void noLimitAndALooseLimitChangeNothing() {
    files.put("/proc/self/cgroup", "0::/user.slice\n");
    group2("/sys/fs/cgroup/user.slice", "max", 700 * MIB, 0);
    assertThat(bytes()).isEqualTo(8192 * MIB);
    group2("/sys/fs/cgroup/user.slice", String.valueOf(99_999 * MIB), 700 * MIB, 0);
    assertThat(bytes()).isEqualTo(8192 * MIB);
  }

  @Test
  void aContainerOverItsLimitHasNothingLeft() {
    files.put("/proc/self/cgroup", "0::/\n");
    group2("/sys/fs/cgroup", String.valueOf(100 * MIB), 101 * MIB, 0);
    assertThat(bytes()).isZero();
  }

  @Test
  void inAContainerOfVersion1TheMemoryControllerCounts() {
    files.put("/proc/self/cgroup", "12:cpu,cpuacct:/a\n4:hugetlb,memory:/docker/b\n0::/system\n");
    String folder = "/sys/fs/cgroup/memory/docker/b";
    files.put(folder + "/memory.limit_in_bytes", 1024 * MIB + "\n");
    files.put(folder + "/memory.usage_in_bytes", 400 * MIB + "\n");
    files.put(
        folder + "/memory.stat",
        "inactive_file " + MIB + "\ntotal_inactive_file " + 150 * MIB + "\n");
    assertThat(bytes()).isEqualTo((1024 - 250) * MIB);
    files.put(folder + "/memory.limit_in_bytes", "9223372036854771712\n");
    assertThat(bytes()).isEqualTo(8192 * MIB);
  }

  @Test
  void insideAContainerThatSeesOnlyItsOwnGroupTheTopFolderIsRead() {
    // Version 1 without a namespace of its own: the path is the host's, the mount the container's.
    files.put("/proc/self/cgroup", "4:memory:/docker/b\n");
    files.put("/sys/fs/cgroup/memory/memory.limit_in_bytes", 1024 * MIB + "\n");
    files.put("/sys/fs/cgroup/memory/memory.usage_in_bytes", 24 * MIB + "\n");
    assertThat(bytes()).isEqualTo(1000 * MIB);
  }
}
