package io.github.omnet.models;

import ai.djl.ndarray.NDManager;
import io.github.omnet.models.engine.EngineKind;
import io.github.omnet.models.engine.Engines;

/**
 * The engine that this run of the tests is about: MXNet, or PyTorch under the profile of that name.
 */
public final class TestEngine {
  private TestEngine() {}

  public static EngineKind kind() {
    return EngineKind.of(System.getProperty("omnet.engine", "MXNet"));
  }

  public static NDManager newManager() {
    return Engines.start(kind()).newBaseManager();
  }
}
