package io.github.omnet.models.inference;

import io.github.omnet.core.fusion.ClassProbabilities;
import io.github.omnet.core.subject.TumorLabels;
import io.github.omnet.core.volume.Volume;
import java.util.List;

/**
 * What the network made of a prepared subject.
 *
 * @param labels fused, on the prepared grid
 * @param tasks probabilities of each task, if they were kept; else empty
 * @param variances how far the members of an average differ, by task, if told; else empty
 * @param regions what the quality of the labels is told from
 * @param windows passes of the sliding window
 * @param skipped windows left out
 */
record FusedTasks(
    TumorLabels labels,
    List<ClassProbabilities> tasks,
    List<Volume> variances,
    RegionEvidence regions,
    int windows,
    int skipped) {}
