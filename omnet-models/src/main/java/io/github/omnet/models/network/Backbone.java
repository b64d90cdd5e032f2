package io.github.omnet.models.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.pooling.Pool;
import java.util.List;

/**
 * The shared part of OM-Net: a 3-D FusionNet of four levels up to its full-resolution feature map,
 * which has as many channels as the base width. Depth, height and width are multiples of 8.
 */
final class Backbone extends TensorBlock {
  /** Depth, height and width of the input are multiples of this. */
  public static final int MULTIPLE = 8;

  private final ResidualStage enc0;
  private final ResidualStage enc1;
  private final ResidualStage enc2;
  private final ResidualStage bottom;
  private final Dropout dropout;
  private final UpStage up2;
  private final UpStage up1;
  private final UpStage up0;

  /**
   * Builds the backbone.
   *
   * @param config channels, base width, dropout
   */
  public Backbone(NetworkConfig config) {
    int w = config.width();
    enc0 = addChildBlock("enc0", new ResidualStage(config.channels(), w, true));
    enc1 = addChildBlock("enc1", new ResidualStage(w, 2 * w, true));
    enc2 = addChildBlock("enc2", new ResidualStage(2 * w, 4 * w, true));
    bottom = addChildBlock("bottom", new ResidualStage(4 * w, 8 * w, true));
    dropout = addChildBlock("dropout", new Dropout(config.dropout()));
    up2 = addChildBlock("up2", new UpStage(8 * w, 4 * w, true));
    up1 = addChildBlock("up1", new UpStage(4 * w, 2 * w, true));
    up0 = addChildBlock("up0", new UpStage(2 * w, w, false));
  }

  @Override
  NDArray apply(Pass pass, NDArray x) {
    return decoded(pass, x).get(0);
  }

  /**
   * Runs the block and returns the output of every level of the decoder: the feature map, then the
   * levels of half and of a quarter of its resolution, with two and four times as many channels. Of
   * a folded block the coarser ones are freed already.
   */
  List<NDArray> decoded(Pass pass, NDArray x) {
    NDArray skip0 = enc0.apply(pass, x);
    NDArray skip1 = enc1.consume(pass, pooled(skip0));
    NDArray skip2 = enc2.consume(pass, pooled(skip1));
    NDArray deep = dropout.apply(pass, bottom.consume(pass, pooled(skip2)));
    NDArray quarter = up2.apply(pass, deep, skip2);
    NDArray half = up1.apply(pass, quarter, skip1);
    return List.of(up0.apply(pass, half, skip0), half, quarter);
  }

  private static NDArray pooled(NDArray x) {
    Shape two = new Shape(2, 2, 2);
    return Pool.maxPool3d(x, two, two, new Shape(0, 0, 0), false);
  }

  @Override
  Shape trace(LayerTrace trace, String path, Shape x) {
    Shape y = enc0.trace(trace, LayerTrace.join(path, "enc0"), x);
    y = enc1.trace(trace, LayerTrace.join(path, "enc1"), halved(y));
    y = enc2.trace(trace, LayerTrace.join(path, "enc2"), halved(y));
    y = bottom.trace(trace, LayerTrace.join(path, "bottom"), halved(y));
    y = up2.trace(trace, LayerTrace.join(path, "up2"), y);
    y = up1.trace(trace, LayerTrace.join(path, "up1"), y);
    return up0.trace(trace, LayerTrace.join(path, "up0"), y);
  }

  private static Shape halved(Shape s) {
    return new Shape(s.get(0), s.get(1), s.get(2) / 2, s.get(3) / 2, s.get(4) / 2);
  }
}
