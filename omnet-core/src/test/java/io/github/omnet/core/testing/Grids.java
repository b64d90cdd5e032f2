package io.github.omnet.core.testing;

import io.github.omnet.core.volume.Affine;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.Orientation;
import io.github.omnet.core.volume.Orientation.Direction;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.core.volume.Spacing;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Grids of every orientation for property tests. */
public final class Grids {
  private Grids() {}

  /** All 48 axis orders. */
  public static List<Orientation> orientations() {
    List<Orientation> all = new ArrayList<>();
    for (Direction x : Direction.values()) {
      for (Direction y : Direction.values()) {
        for (Direction z : Direction.values()) {
          if (x.worldAxis() != y.worldAxis()
              && y.worldAxis() != z.worldAxis()
              && x.worldAxis() != z.worldAxis()) {
            all.add(new Orientation(x, y, z));
          }
        }
      }
    }
    return all;
  }

  /** A grid whose axes run as told, tilted by some degrees about the world's z and x axes. */
  public static Grid grid(
      Shape shape, Spacing spacing, Orientation orientation, double degrees, double originX) {
    double[] rows = new double[12];
    for (int a = 0; a < 3; a++) {
      Direction direction = orientation.directions().get(a);
      rows[4 * direction.worldAxis() + a] = direction.sign() * spacing.axis(a);
    }
    rows[3] = originX;
    rows[7] = -20;
    rows[11] = 35.5;
    double c = Math.cos(Math.toRadians(degrees));
    double s = Math.sin(Math.toRadians(degrees));
    Affine aboutZ = Affine.ofRowMajor(c, -s, 0, 0, s, c, 0, 0, 0, 0, 1, 0);
    Affine aboutX = Affine.ofRowMajor(1, 0, 0, 0, 0, c, -s, 0, 0, s, c, 0);
    return new Grid(shape, aboutX.multiply(aboutZ).multiply(Affine.ofRowMajor(rows)));
  }

  /** Small grids of any orientation, spacing and tilt up to 20 degrees. */
  public static Arbitrary<Grid> any() {
    Arbitrary<Integer> extent = Arbitraries.integers().between(1, 7);
    Arbitrary<Double> mm = Arbitraries.doubles().between(0.4, 5).ofScale(2);
    return Combinators.combine(
            Combinators.combine(extent, extent, extent).as(Shape::new),
            Combinators.combine(mm, mm, mm).as(Spacing::new),
            Arbitraries.of(orientations()),
            Arbitraries.doubles().between(-20, 20).ofScale(1),
            Arbitraries.doubles().between(-200, 200).ofScale(1))
        .as(Grids::grid);
  }
}
