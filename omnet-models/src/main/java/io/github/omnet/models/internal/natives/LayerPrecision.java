package io.github.omnet.models.internal.natives;

/** The precision that the calling thread computes in until this is closed. */
@FunctionalInterface
public interface LayerPrecision extends AutoCloseable {
  /** Changes nothing, and closing it neither. */
  LayerPrecision UNCHANGED = () -> {};

  /** Goes back to what was before. */
  @Override
  void close();
}
