package io.github.omnet.core.transform;

import io.github.omnet.core.internal.transform.MidSagittalPlane;
import io.github.omnet.core.subject.Modality;
import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.volume.Box;
import io.github.omnet.core.volume.Mask;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.core.volume.Volume;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Adds three derived channels that say where in the brain a voxel lies, 0 outside the brain:
 *
 * <ul>
 *   <li>{@code location(x)}: distance from the {@link MidSagittalPlane}, from 0 on the plane to 1
 *       at the farther side of the brain's box. It is the same left and right.
 *   <li>{@code location(y)}: from -1 at the back of the brain's box to 1 at its front.
 *   <li>{@code location(z)}: from -1 at the bottom of the brain's box to 1 at its top.
 * </ul>
 *
 * <p>Use it on skull-stripped subjects in RAS. A subject that is mirrored left to right has
 * mirrored channels, exactly.
 */
final class LocationChannels implements DerivedChannels {
  private static final String X = "location(x)";
  private static final String Y = "location(y)";
  private static final String Z = "location(z)";

  private LocationChannels() {}

  /**
   * Adds the channels.
   *
   * @return the transform
   */
  public static LocationChannels create() {
    return new LocationChannels();
  }

  /**
   * {@inheritDoc}
   *
   * @throws io.github.omnet.core.OmnetException if the subject's orientation is not RAS or it has
   *     such channels already
   */
  @Override
  public Subject apply(Subject subject) {
    MidSagittalPlane.requireRas(subject, describe());
    Mask brain = subject.brain();
    float[] x = new float[brain.shape().voxels()];
    float[] y = new float[x.length];
    float[] z = new float[x.length];
    Box.around(brain).ifPresent(box -> fill(brain, box, x, y, z));
    Map<String, Volume> channels = new LinkedHashMap<>();
    channels.put(X, Volume.wrap(subject.grid(), x));
    channels.put(Y, Volume.wrap(subject.grid(), y));
    channels.put(Z, Volume.wrap(subject.grid(), z));
    return AddedChannels.add(subject, this, channels);
  }

  @Override
  public List<String> names(List<Modality> modalities) {
    return List.of(X, Y, Z);
  }

  private static void fill(Mask brain, Box box, float[] x, float[] y, float[] z) {
    MidSagittalPlane plane = MidSagittalPlane.of(brain);
    double farthest = Math.max(plane.distance(box.x()), plane.distance(box.endX() - 1));
    Shape shape = brain.shape();
    for (int k = box.z(); k < box.endZ(); k++) {
      float up = along(k - box.z(), box.shape().z());
      for (int j = box.y(); j < box.endY(); j++) {
        float forward = along(j - box.y(), box.shape().y());
        int n = shape.index(box.x(), j, k);
        for (int i = box.x(); i < box.endX(); i++, n++) {
          if (brain.data()[n]) {
            // A brain one voxel wide lies on its plane.
            x[n] = farthest > 0 ? (float) (plane.distance(i) / farthest) : 0;
            y[n] = forward;
            z[n] = up;
          }
        }
      }
    }
  }

  private static float along(int n, int length) {
    return length == 1 ? 0 : (float) (2.0 * n / (length - 1) - 1);
  }

  @Override
  public String describe() {
    return "location()";
  }

  @Override
  public String toString() {
    return describe();
  }
}
