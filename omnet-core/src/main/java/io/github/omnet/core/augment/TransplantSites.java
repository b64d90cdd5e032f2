package io.github.omnet.core.augment;

import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.volume.Box;
import io.github.omnet.core.volume.LabelMap;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.core.volume.Volume;
import java.util.Arrays;
import java.util.Optional;

/**
 * The voxels of a host that a transplant changes, where they lie in the donor, and the normal
 * tissue around the tumour in both.
 */
final class TransplantSites {
  /** Normal tissue begins so far from the tumour. */
  static final int NEAR_MM = 5;

  /** Normal tissue ends so far from the tumour. */
  static final int FAR_MM = 15;

  /** How far beyond the tumour images are blended. */
  static final int BLEND_VOXELS = 2;

  /** With less of normal tissue around the tumour, that of the whole brain counts. */
  private static final int LEAST_NORMAL = 50;

  private final TransplantDonor donor;
  private final Indices voxels = new Indices();
  private final Indices normal = new Indices();
  private float[] weights = new float[1 << 10];
  private byte[] labels = new byte[1 << 10];
  private float[] places = new float[3 << 10];

  private TransplantSites(TransplantDonor donor) {
    this.donor = donor;
  }

  /**
   * The sites of a transplant.
   *
   * @param graft the donor's labels in the host's scheme
   * @return empty if there is no tumour, no normal tissue, or too little room in the host's brain
   */
  static Optional<TransplantSites> of(
      TumorTransplant transplant, Subject host, Subject donor, LabelMap graft) {
    boolean[] brain = host.brain().data();
    Optional<Box> box = Box.around(host.brain());
    Optional<TransplantDonor> from = TransplantDonor.of(donor, graft, FAR_MM);
    if (box.isEmpty() || from.isEmpty()) {
      return Optional.empty();
    }
    AtlasMap map =
        AtlasMap.of(
            transplant,
            new AtlasMap.Head(host, box.get()),
            new AtlasMap.Head(donor, from.get().brainBox()),
            from.get().tumor());
    if (share(map, from.get(), brain, host.grid().shape()) < TumorTransplant.LEAST_INSIDE) {
      return Optional.empty();
    }
    TransplantSites sites = new TransplantSites(from.get());
    Optional<Box> target = map.back(from.get().around()).clip(host.grid().shape());
    target.ifPresent(
        within -> sites.find(map, transplant.scale(), within, brain, host.requireTruth().map()));
    return sites.settle(brain, host.requireTruth().map()) ? Optional.of(sites) : Optional.empty();
  }

  /** Share of the tumour that lies in the host's brain. */
  private static double share(AtlasMap map, TransplantDonor donor, boolean[] brain, Shape shape) {
    Box box = map.back(donor.tumor());
    long all = 0;
    long inside = 0;
    for (int k = box.z(); k < box.endZ(); k++) {
      for (int j = box.y(); j < box.endY(); j++) {
        for (int i = box.x(); i < box.endX(); i++) {
          if (donor.label(map.x(i), map.y(j), map.z(k)) != 0) {
            all++;
            inside += shape.contains(i, j, k) && brain[shape.index(i, j, k)] ? 1 : 0;
          }
        }
      }
    }
    return all == 0 ? 0 : (double) inside / all;
  }

  private void find(AtlasMap map, double scale, Box within, boolean[] brain, LabelMap own) {
    double voxelMm = own.grid().spacing().x();
    for (int k = within.z(); k < within.endZ(); k++) {
      for (int j = within.y(); j < within.endY(); j++) {
        for (int i = within.x(); i < within.endX(); i++) {
          int n = own.shape().index(i, j, k);
          if (brain[n]) {
            boolean free = own.data()[n] == 0;
            consider(n, free, map.x(i), map.y(j), map.z(k), scale, voxelMm);
          }
        }
      }
    }
  }

  private void consider(
      int n, boolean free, double x, double y, double z, double scale, double voxelMm) {
    byte label = donor.label(x, y, z);
    if (label != 0) {
      add(n, 1, label, x, y, z);
    } else if (free) {
      double mm = donor.distance(x, y, z) * scale;
      double t = 1 - mm / (BLEND_VOXELS * voxelMm + voxelMm);
      if (t > 0 && donor.inBrain(x, y, z)) {
        add(n, (float) (t * t * (3 - 2 * t)), label, x, y, z);
      } else if (mm >= NEAR_MM && mm <= FAR_MM) {
        normal.add(n);
      }
    }
  }

  private void add(int n, float weight, byte label, double x, double y, double z) {
    int count = voxels.size();
    if (count == weights.length) {
      weights = Arrays.copyOf(weights, 2 * count);
      labels = Arrays.copyOf(labels, 2 * count);
      places = Arrays.copyOf(places, 6 * count);
    }
    weights[count] = weight;
    labels[count] = label;
    places[3 * count] = (float) x;
    places[3 * count + 1] = (float) y;
    places[3 * count + 2] = (float) z;
    voxels.add(n);
  }

  /** Finds normal tissue for both if there is little around the tumour; false if there is none. */
  private boolean settle(boolean[] brain, LabelMap own) {
    if (normal.size() < LEAST_NORMAL || donor.normal().size() < LEAST_NORMAL) {
      normal.clear();
      for (int n = 0; n < brain.length; n++) {
        if (brain[n] && own.data()[n] == 0) {
          normal.add(n);
        }
      }
      donor.takeAllNormal();
    }
    return voxels.size() > 0 && normal.size() > 0 && donor.normal().size() > 0;
  }

  /** Indices of the voxels that change, in rising order. */
  int voxel(int site) {
    return voxels.get(site);
  }

  /** How much of the new value a voxel takes, in (0, 1]. */
  float weight(int site) {
    return weights[site];
  }

  double normalOfHost(Volume host) {
    return normal.median(host.data());
  }

  double normalOfDonor(Volume image) {
    return donor.normal().median(image.data());
  }

  /** The donor's values at the sites. */
  float[] sample(Volume image) {
    float[] values = new float[voxels.size()];
    for (int site = 0; site < values.length; site++) {
      int at = 3 * site;
      values[site] = donor.value(image.data(), places[at], places[at + 1], places[at + 2]);
    }
    return values;
  }

  /** The host's labels with those of the tumour over them. */
  byte[] labels(byte[] own) {
    byte[] all = own.clone();
    for (int site = 0; site < voxels.size(); site++) {
      if (labels[site] != 0) {
        all[voxels.get(site)] = labels[site];
      }
    }
    return all;
  }
}
