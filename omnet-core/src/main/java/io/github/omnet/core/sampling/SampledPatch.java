package io.github.omnet.core.sampling;

import io.github.omnet.core.volume.Box;

/**
 * Where a sample of a stream came from and what was done to it.
 *
 * @param number of the sample in the stream, from 0
 * @param subjectId the subject
 * @param variation what was done to the subject's tumour for this visit: {@code donor id: } and
 *     {@link io.github.omnet.core.augment.TumorTransplant#describe}, {@link
 *     io.github.omnet.core.augment.EnhancementRemoval#describe}, or both with {@code "; "} between;
 *     empty for nothing
 * @param box the voxels of the transformed subject that it covers
 * @param augmentation what was done to it, to be replayed by {@link
 *     io.github.omnet.core.augment.Augmentations#parse}; {@code []} for nothing
 */
public record SampledPatch(
    long number, String subjectId, String variation, Box box, String augmentation) {}
