package io.github.omnet.models.engine;

/** The precision that the calling thread computes in until this is closed. */
@FunctionalInterface
public interface LayerPrecision extends AutoCloseable {
  /** What the engine does anyway. */
  LayerPrecision UNCHANGED = () -> {};

  /** Goes back to what was before. */
  @Override
  void close();
}
