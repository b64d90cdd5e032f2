package io.github.omnet.models.packaging;

import io.github.omnet.core.OmnetException;
import io.github.omnet.core.subject.Modality;
import io.github.omnet.models.network.Architecture;
import io.github.omnet.models.network.NetworkConfig;
import java.util.List;

/**
 * What {@code model.json} says: everything that is needed to use the weights, and where they come
 * from. Field names are those of the JSON.
 *
 * @param format always {@link #FORMAT}
 * @param formatVersion version of this layout, {@link #VERSION}
 * @param name name of the model
 * @param architecture name of an {@link Architecture}
 * @param networks one configuration for each network: one, or three of a cascade
 * @param modalities channels of the input, in order
 * @param normalisation how intensities are prepared, always {@code z-score-brain}
 * @param orientation axes to which the subject is turned first, such as {@code RAS}
 * @param spacing voxel size that the network was trained at, in mm along x, y, z of that
 *     orientation, by {@link TrainedSpacing}; empty if subjects differed, or in packages from
 *     before this field, and then not checked
 * @param resample whether it was trained on images resampled to that size, so that subjects are
 *     resampled for it too; false means that their own size has to fit
 * @param labelScheme what the classes stand for, such as {@code brats2021}
 * @param patch extent of the training patches: x, y, z
 * @param inference settings of the sliding window and of what follows
 * @param provenance where the weights come from
 * @param files every other file of the package
 */
public record ModelManifest(
    String format,
    int formatVersion,
    String name,
    String architecture,
    List<NetworkConfig> networks,
    List<Modality> modalities,
    String normalisation,
    String orientation,
    List<Double> spacing,
    boolean resample,
    String labelScheme,
    List<Integer> patch,
    InferenceSettings inference,
    Provenance provenance,
    List<FileEntry> files) {
  /** Value of {@code format}. */
  public static final String FORMAT = "omnet-model";

  /** Version of the layout that this release writes, and the newest that it reads. */
  public static final int VERSION = 1;

  /**
   * Takes a spacing that is missing from the JSON for an unknown one.
   *
   * @param format always {@link #FORMAT}
   * @param formatVersion version of this layout
   * @param name name of the model
   * @param architecture name of an {@link Architecture}
   * @param networks one configuration for each network
   * @param modalities channels of the input
   * @param normalisation how intensities are prepared
   * @param orientation axes to which the subject is turned first
   * @param spacing mm along x, y, z, or empty
   * @param resample whether subjects are resampled to it
   * @param labelScheme what the classes stand for
   * @param patch extent of the training patches
   * @param inference settings of the sliding window and of what follows
   * @param provenance where the weights come from
   * @param files every other file of the package
   */
  public ModelManifest {
    spacing = spacing == null ? List.of() : spacing;
  }

  /**
   * One file of the package.
   *
   * @param name plain file name
   * @param bytes its length
   * @param sha256 its SHA-256 in lower-case hexadecimal
   */
  public record FileEntry(String name, long bytes, String sha256) {}

  /**
   * Refuses settings with which the networks would not compute what they were trained to: those
   * that sum over their input need windows of the training patches' extent.
   *
   * @param settings the model's own or a caller's
   * @throws OmnetException if the window is another than the patch and must not be
   */
  public void requireFits(InferenceSettings settings) {
    if (Architecture.of(architecture).patchBound() && !settings.windowIs(patch)) {
      throw new OmnetException(
          architecture
              + " sums over its input and needs windows of the extent trained with, "
              + patch
              + ", found "
              + List.of(settings.windowX(), settings.windowY(), settings.windowZ())
              + (settings.fit() ? " fitted to the subject" : ""));
    }
  }

  /** The same manifest with another list of files. */
  ModelManifest withFiles(List<FileEntry> entries) {
    return new ModelManifest(
        format,
        formatVersion,
        name,
        architecture,
        networks,
        modalities,
        normalisation,
        orientation,
        spacing,
        resample,
        labelScheme,
        patch,
        inference,
        provenance,
        List.copyOf(entries));
  }
}
