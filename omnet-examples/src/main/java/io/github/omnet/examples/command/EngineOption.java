package io.github.omnet.examples.command;

import ai.djl.Device;
import io.github.omnet.core.OmnetException;
import io.github.omnet.models.engine.DevicePolicy;
import io.github.omnet.models.engine.EngineKind;
import io.github.omnet.models.engine.Engines;
import io.github.omnet.models.engine.Precision;
import io.github.omnet.models.inference.SegmenterOptions;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/**
 * The options {@code --engine}, {@code --device} and {@code --precision}: what computes, where, and
 * how.
 */
final class EngineOption {
  @Option(
      names = "--engine",
      paramLabel = "ENGINE",
      defaultValue = "auto",
      converter = EngineConverter.class,
      description =
          "What computes: mxnet, pytorch, or auto for the faster one that is there."
              + " Default: ${DEFAULT-VALUE}.")
  Choice engine = new Choice(EngineKind.PYTORCH, true);

  @Option(
      names = "--device",
      paramLabel = "DEVICE",
      defaultValue = "cpu",
      converter = DeviceConverter.class,
      description =
          "Where: cpu, gpu (the first), gpu1 and so on, or auto for a GPU if there is one."
              + " Default: ${DEFAULT-VALUE}.")
  DevicePolicy device = DevicePolicy.cpu();

  @Option(
      names = "--precision",
      paramLabel = "NAME",
      defaultValue = "auto",
      converter = PrecisionConverter.class,
      description =
          "What layers compute in: float32; bfloat16, about twice as fast on processors that have"
              + " the instructions, on pytorch; or auto for bfloat16 where it is faster."
              + " Default: ${DEFAULT-VALUE}.")
  Precision precision = Precision.AUTO;

  EngineOption() {}

  /**
   * What was chosen.
   *
   * @param kind the engine
   * @param auto whether the user left it open, so that a measurement may find a faster one
   */
  record Choice(EngineKind kind, boolean auto) {
    /**
     * As it stands in a configuration, so that a training resumes on the engine that it began on.
     */
    @Override
    public String toString() {
      return kind.toString();
    }
  }

  EngineKind kind() {
    return engine.kind();
  }

  /** The device; refused here, before any work, if the engine has it not, or not the precision. */
  Device resolve() {
    Device found = device.resolve(kind());
    precision.requireFits(kind(), found);
    return found;
  }

  SegmenterOptions segmenter() {
    SegmenterOptions options =
        engine.auto() ? SegmenterOptions.DEFAULT : SegmenterOptions.DEFAULT.withEngine(kind());
    return options.withDevice(device).withPrecision(precision);
  }

  static final class EngineConverter implements ITypeConverter<Choice> {
    @Override
    public Choice convert(String name) {
      try {
        boolean auto = name.equalsIgnoreCase("auto");
        return new Choice(auto ? Engines.preferred() : EngineKind.of(name), auto);
      } catch (OmnetException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }

  static final class PrecisionConverter implements ITypeConverter<Precision> {
    @Override
    public Precision convert(String name) {
      try {
        return Precision.of(name);
      } catch (OmnetException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }

  static final class DeviceConverter implements ITypeConverter<DevicePolicy> {
    @Override
    public DevicePolicy convert(String name) {
      try {
        return DevicePolicy.of(name);
      } catch (OmnetException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }
}
