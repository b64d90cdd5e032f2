package io.github.omnet.spark;

import io.github.omnet.models.engine.DevicePolicy;
import io.github.omnet.models.engine.EngineUnavailableException;
import java.util.Map;
import org.apache.spark.TaskContext;
import org.apache.spark.resource.ResourceInformation;

/** The GPU that Spark assigns to a task. */
final class GpuAddress {
  private GpuAddress() {}

  /**
   * The device of a task.
   *
   * @param asked what the job asks for; the number of a GPU is Spark's to say
   * @param task the task
   * @return the CPU if that is asked for, or if no GPU is assigned and any device will do
   * @throws EngineUnavailableException if a GPU is asked for and not assigned
   */
  static DevicePolicy of(DevicePolicy asked, TaskContext task) {
    return asked.kind() == DevicePolicy.Kind.CPU ? asked : of(asked, task.resourcesJMap());
  }

  static DevicePolicy of(DevicePolicy asked, Map<String, ResourceInformation> resources) {
    if (asked.kind() == DevicePolicy.Kind.CPU) {
      return asked;
    }
    ResourceInformation gpu = resources.get("gpu");
    if (gpu != null && gpu.addresses().length > 0) {
      return DevicePolicy.of("gpu" + gpu.addresses()[0]);
    }
    if (asked.kind() == DevicePolicy.Kind.PREFER_GPU) {
      return DevicePolicy.cpu();
    }
    throw new EngineUnavailableException(
        "a GPU was asked for, but Spark has assigned none to the task; set"
            + " spark.task.resource.gpu.amount, spark.executor.resource.gpu.amount and a discovery"
            + " script, or use --device cpu");
  }
}
