package io.github.omnet.examples.command;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.omnet.models.internal.OmnetVersion;
import io.github.omnet.models.monitor.MetricsTable;
import io.github.omnet.models.training.StepReport;
import io.github.omnet.models.training.TrainingListener;
import io.github.omnet.models.validation.ValidationScores;
import io.github.omnet.report.TrainingReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Writes {@code report.html} again and again while a training runs. */
final class TrainingPage implements TrainingListener {
  /** Seldom enough to cost little beside the steps. */
  private static final long EVERY_NANOS = TimeUnit.MINUTES.toNanos(2);

  /** Options that name files or folders. */
  private static final Set<String> PATHS = Set.of("data", "out", "cache", "from", "config");

  /** Options that name subjects. */
  private static final Set<String> IDS = Set.of("subjects", "validate");

  private final Path run;
  private final Path metrics;
  private final byte[] config;
  private final boolean anonymous;
  private final Consumer<String> warn;
  private final SortedMap<Long, ValidationScores> validations = new TreeMap<>();
  private long written = System.nanoTime();

  TrainingPage(Path run, Path metrics, byte[] config, boolean anonymous, Consumer<String> warn) {
    this.run = run;
    this.metrics = metrics;
    this.config = config.clone();
    this.anonymous = anonymous;
    this.warn = warn;
  }

  @Override
  public void step(StepReport report) {
    if (System.nanoTime() - written > EVERY_NANOS) {
      write();
    }
  }

  @Override
  public void validated(long iteration, ValidationScores scores) {
    validations.put(iteration, scores);
    write();
  }

  /** Writes the page; a failure is no reason to lose hours of work. */
  void write() {
    written = System.nanoTime();
    try {
      String name = String.valueOf(run.toAbsolutePath().normalize().getFileName());
      TrainingReport report =
          TrainingReport.of(name, MetricsTable.read(metrics))
              .plan(plan())
              .environment(environment());
      validations.forEach(report::validation);
      if (anonymous) {
        report.anonymise();
      }
      report.write(run.resolve(RunFolder.REPORT));
    } catch (IOException e) {
      warn.accept("warning: no " + RunFolder.REPORT + ": " + e.getMessage());
    }
  }

  private Map<String, String> plan() {
    Map<String, String> plan = new LinkedHashMap<>();
    JsonObject options =
        JsonParser.parseString(new String(config, StandardCharsets.UTF_8)).getAsJsonObject();
    for (Map.Entry<String, JsonElement> option : options.entrySet()) {
      JsonElement value = option.getValue();
      boolean told =
          !PATHS.contains(option.getKey()) && !(anonymous && IDS.contains(option.getKey()));
      if (told && !value.isJsonNull()) {
        plan.put(option.getKey(), value.isJsonPrimitive() ? value.getAsString() : value.toString());
      }
    }
    return plan;
  }

  private static Map<String, String> environment() {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("omnet", OmnetVersion.get());
    facts.put("Java", Runtime.version().toString());
    facts.put("system", System.getProperty("os.name") + ", " + System.getProperty("os.arch"));
    facts.put("processors", String.valueOf(Runtime.getRuntime().availableProcessors()));
    facts.put("largest Java heap", (Runtime.getRuntime().maxMemory() >> 20) + " MiB");
    return facts;
  }
}
