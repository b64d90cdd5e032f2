package io.github.omnet.examples.command;

import ai.djl.Device;
import io.github.omnet.models.engine.DevicePolicy;
import io.github.omnet.models.engine.EngineKind;
import io.github.omnet.models.engine.Engines;
import io.github.omnet.models.inference.SegmenterOptions;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options {@code --engine} and {@code --device}: what computes, and where. */
final class EngineOption {
  @Option(
      names = "--engine",
      paramLabel = "ENGINE",
      defaultValue = "auto",
      converter = EngineConverter.class,
      description =
          "What computes: mxnet, pytorch, or auto for the faster one that is there."
              + " Default: ${DEFAULT-VALUE}.")
  EngineKind engine = EngineKind.PYTORCH;

  @Option(
      names = "--device",
      paramLabel = "DEVICE",
      defaultValue = "cpu",
      converter = DeviceConverter.class,
      description =
          "Where: cpu, gpu (the first), gpu1 and so on, or auto for a GPU if there is one."
              + " Default: ${DEFAULT-VALUE}.")
  DevicePolicy device = DevicePolicy.cpu();

  EngineOption() {}

  /** The device; refused here, before any work, if the engine does not have it. */
  Device resolve() {
    return device.resolve(engine);
  }

  SegmenterOptions segmenter() {
    return SegmenterOptions.DEFAULT.withEngine(engine).withDevice(device);
  }

  static final class EngineConverter implements ITypeConverter<EngineKind> {
    @Override
    public EngineKind convert(String name) {
      try {
        return name.equalsIgnoreCase("auto") ? Engines.preferred() : EngineKind.of(name);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }

  static final class DeviceConverter implements ITypeConverter<DevicePolicy> {
    @Override
    public DevicePolicy convert(String name) {
      try {
        return DevicePolicy.of(name);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }
}
