package io.github.omnet.examples.command;

import ai.djl.Device;
import ai.djl.engine.Engine;
import io.github.omnet.core.OmnetException;
import io.github.omnet.examples.console.Failure;
import io.github.omnet.examples.console.Json;
import io.github.omnet.models.engine.EngineKind;
import io.github.omnet.models.engine.Engines;
import io.github.omnet.models.engine.Precision;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What this machine can compute with. */
@Command(
    name = "engine",
    description = "Show engines, their versions, native libraries, devices and threads.")
final class EngineCommand implements Callable<Integer> {
  private static final Pattern LIBRARY = Pattern.compile("Library: ([^,\\n]+)");

  @Spec CommandSpec spec;

  @Option(names = "--json", description = "Print one JSON object instead of text.")
  boolean json;

  EngineCommand() {}

  /** What became of an attempt to start an engine. */
  private record Found(
      EngineKind kind,
      @Nullable String version,
      @Nullable String library,
      List<String> devices,
      @Nullable GpuState gpu,
      @Nullable String failure) {

    static Found of(EngineKind kind) {
      try {
        Engine engine = Engines.start(kind);
        Matcher library = LIBRARY.matcher(engine.toString());
        List<String> devices =
            Stream.concat(
                    Stream.of("cpu"),
                    IntStream.range(0, engine.getGpuCount()).mapToObj(n -> "gpu" + n))
                .toList();
        String folder = library.find() ? library.group(1) : null;
        GpuState gpu = GpuState.of(engine, folder);
        return new Found(kind, engine.getVersion(), folder, devices, gpu, null);
      } catch (OmnetException e) {
        String why = Failure.oneLine(String.valueOf(e.getMessage()));
        return new Found(kind, null, null, List.of(), null, why);
      }
    }
  }

  @Override
  public Integer call() {
    List<Found> engines = new ArrayList<>();
    for (EngineKind kind : EngineKind.values()) {
      engines.add(Found.of(kind));
    }
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      toJson(engines).print(out);
    } else {
      print(engines, out);
    }
    return 0;
  }

  private static Json toJson(List<Found> engines) {
    List<Json> list = new ArrayList<>();
    for (Found engine : engines) {
      list.add(
          new Json()
              .with("name", engine.kind)
              .with("available", engine.failure == null)
              .with("version", engine.version)
              .with("library", engine.library)
              .with("devices", engine.devices)
              .with("flavour", engine.gpu == null ? null : engine.gpu.flavour())
              .with(
                  "computeCapabilities", engine.gpu == null ? List.of() : engine.gpu.capabilities())
              .with("cpuBecause", engine.gpu == null ? null : engine.gpu.cpuBecause())
              .with("failure", engine.failure));
    }
    return new Json()
        .with("default", Engines.preferred())
        .with("engines", list)
        .with("cores", cores())
        .with("threads", threads())
        .with("processor", Engines.processorFeatures())
        .with("precision", precision())
        .with("memoryMegabytes", Runtime.getRuntime().maxMemory() >> 20)
        .with("driver", GpuState.driver().orElse(null))
        .with("java", System.getProperty("java.version"))
        .with("system", system());
  }

  private static void print(List<Found> engines, PrintWriter out) {
    for (Found engine : engines) {
      String standard = engine.kind == Engines.preferred() ? " (default)" : "";
      out.println(engine.kind + standard);
      if (engine.failure != null) {
        out.println("  not available: " + engine.failure);
        continue;
      }
      out.println("  version  " + engine.version);
      out.println("  library  " + Optional.ofNullable(engine.library).orElse("unknown"));
      out.println("  devices  " + String.join(", ", engine.devices));
      if (engine.gpu != null) {
        out.println("  flavour  " + engine.gpu.flavour());
        for (String capability : engine.gpu.capabilities()) {
          out.println("  gpu      compute capability " + capability);
        }
        if (engine.gpu.cpuBecause() != null) {
          out.println("  cpu only because " + engine.gpu.cpuBecause());
        }
      }
    }
    out.println("driver     " + GpuState.driver().orElse("none of NVIDIA"));
    out.println("threads    " + threads() + " of " + cores() + " cores");
    out.println("processor  " + String.join(" ", Engines.processorFeatures()));
    out.println("precision  " + precision() + " (default)");
    out.println("memory     " + (Runtime.getRuntime().maxMemory() >> 20) + " MB of Java heap");
    out.println("java       " + System.getProperty("java.version") + ", " + system());
  }

  /** What the default engine computes in on the CPU, unless told otherwise. */
  private static Precision precision() {
    return Precision.AUTO.resolve(Engines.preferred(), Device.cpu());
  }

  private static int cores() {
    return Runtime.getRuntime().availableProcessors();
  }

  /** What the engines were told: the user's setting, or all cores. */
  private static String threads() {
    return Optional.ofNullable(System.getenv("OMP_NUM_THREADS")).orElse(Integer.toString(cores()));
  }

  private static String system() {
    return System.getProperty("os.name") + " " + System.getProperty("os.arch");
  }
}
