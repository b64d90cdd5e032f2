package io.github.omnet.examples.command;

import io.github.omnet.core.preprocess.Preprocessing;
import io.github.omnet.io.cache.DiskCache;
import io.github.omnet.models.training.OmNetTrainer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Where a training keeps prepared subjects. Changes the time it takes, and nothing else. */
final class MemoryOptions {
  @Option(
      names = "--memory",
      paramLabel = "SIZE",
      converter = Size.class,
      description =
          "Memory for prepared subjects, such as 1g or 500m; others are loaded again when they are"
              + " needed. Default: half of the heap.")
  @Nullable Long memory;

  @Option(
      names = "--cache",
      paramLabel = "DIR",
      description =
          "Keep prepared subjects in this folder, so that they are prepared once; several trainings"
              + " may share it.")
  @Nullable Path cache;

  MemoryOptions() {}

  /** Passes the options on to a trainer. */
  void applyTo(OmNetTrainer.Builder trainer, Preprocessing preprocessing) throws IOException {
    if (memory != null) {
      trainer.memory(memory);
    }
    if (cache != null) {
      trainer.prepare(DiskCache.in(cache, preprocessing)::prepared);
    }
  }

  /** Reads a number of bytes with k, m or g behind it. */
  static final class Size implements ITypeConverter<Long> {
    private static final int SHIFT = 10;
    private static final String UNITS = "kmg";

    Size() {}

    @Override
    public Long convert(String text) {
      String lower = text.toLowerCase(Locale.ROOT);
      int unit = lower.isEmpty() ? -1 : UNITS.indexOf(lower.charAt(lower.length() - 1));
      String digits = unit < 0 ? lower : lower.substring(0, lower.length() - 1);
      if (!digits.matches("[0-9]{1,9}")) {
        throw new TypeConversionException(
            "a size is a number such as 1g or 500m, found '" + text + "'");
      }
      return Long.parseLong(digits) << (SHIFT * (unit + 1));
    }
  }
}
