package io.github.omnet.examples.command;

import ai.djl.Device;
import io.github.omnet.models.engine.EngineKind;
import io.github.omnet.models.engine.EngineUnavailableException;
import io.github.omnet.models.engine.Engines;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options {@code --engine} and {@code --device}: what computes, and where. */
final class EngineOption {
  private static final Pattern DEVICE = Pattern.compile("cpu|gpu([0-9]{0,3})");

  @Option(
      names = "--engine",
      paramLabel = "ENGINE",
      defaultValue = "mxnet",
      converter = EngineConverter.class,
      description = "What computes: mxnet or pytorch. Default: ${DEFAULT-VALUE}.")
  EngineKind engine = EngineKind.MXNET;

  @Option(
      names = "--device",
      paramLabel = "DEVICE",
      defaultValue = "cpu",
      converter = DeviceConverter.class,
      description = "Where: cpu, gpu (the first), gpu1 and so on. Default: ${DEFAULT-VALUE}.")
  Device device = Device.cpu();

  EngineOption() {}

  /** Refuses a GPU that the engine does not have, before any work; engines fall back silently. */
  void check() {
    int gpus = Engines.start(engine).getGpuCount();
    if (device.isGpu() && device.getDeviceId() >= gpus) {
      throw new EngineUnavailableException(
          "--device gpu"
              + device.getDeviceId()
              + ": "
              + engine
              + " finds "
              + (gpus == 0 ? "no GPU" : "only " + gpus + " GPUs")
              + " on this machine; use --device cpu, or see 'omnet engine'");
    }
  }

  static final class EngineConverter implements ITypeConverter<EngineKind> {
    @Override
    public EngineKind convert(String name) {
      try {
        return EngineKind.of(name);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }

  static final class DeviceConverter implements ITypeConverter<Device> {
    @Override
    public Device convert(String name) {
      Matcher matcher = DEVICE.matcher(name);
      if (!matcher.matches()) {
        throw new TypeConversionException(
            "'" + name + "' is no device; use cpu, gpu, or gpu and a number such as gpu1");
      }
      String number = matcher.group(1);
      return number == null
          ? Device.cpu()
          : Device.gpu(number.isEmpty() ? 0 : Integer.parseInt(number));
    }
  }
}
