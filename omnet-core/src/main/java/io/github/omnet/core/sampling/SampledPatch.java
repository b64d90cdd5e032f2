package io.github.omnet.core.sampling;

import io.github.omnet.core.volume.Box;

/**
 * Where a sample of a stream came from and what was done to it.
 *
 * @param number of the sample in the stream, from 0
 * @param subjectId the subject
 * @param transplant the tumour that was put into the subject for this visit, as {@code donor id: }
 *     and {@link io.github.omnet.core.augment.TumorTransplant#describe}; empty for none
 * @param box the voxels of the transformed subject that it covers
 * @param augmentation what was done to it, to be replayed by {@link
 *     io.github.omnet.core.augment.Augmentations#parse}; {@code []} for nothing
 */
public record SampledPatch(
    long number, String subjectId, String transplant, Box box, String augmentation) {}
