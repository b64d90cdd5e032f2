package io.github.omnet.core.augment;

import io.github.omnet.core.internal.Parameters;
import io.github.omnet.core.volume.Shape;

/**
 * Mirrors images and labels along some axes.
 *
 * @param x whether to mirror along x
 * @param y whether to mirror along y
 * @param z whether to mirror along z
 */
record Flip(boolean x, boolean y, boolean z) implements Augmentation {
  static Flip read(Parameters text) {
    String axes = text.word("axes");
    if (!axes.matches("x?y?z?")) {
      throw new IllegalArgumentException("axes are some of xyz, found '" + axes + "'");
    }
    return new Flip(axes.contains("x"), axes.contains("y"), axes.contains("z"));
  }

  @Override
  public void apply(Block block) {
    Shape s = block.shape();
    Rearrangement.apply(
        block,
        (i, j, k) -> s.index(x ? s.x() - 1 - i : i, y ? s.y() - 1 - j : j, z ? s.z() - 1 - k : k));
  }

  @Override
  public String describe() {
    return Parameters.of("flip")
        .with("axes", (x ? "x" : "") + (y ? "y" : "") + (z ? "z" : ""))
        .toString();
  }
}
