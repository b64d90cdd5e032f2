package io.github.omnet.models.internal.step;

import io.github.omnet.core.subject.LabelScheme;
import io.github.omnet.core.subject.TumorRegion;
import io.github.omnet.models.network.TaskNetwork;
import io.github.omnet.models.plan.TransferRule;

/**
 * What one task should say of a batch: for each of its patches the class of every voxel, and
 * whether the patch counts.
 */
public final class TaskTargets {
  private final int task;
  private final int classes;
  private final int firstStream;
  private final boolean[] counting;
  private final boolean binary;
  private final LabelScheme scheme;

  /**
   * Follows the rule for one task.
   *
   * @param network says how many classes the task has, and which streams it sees
   * @param task from 0; the last of three learns "enhancing or not"
   */
  public TaskTargets(
      TaskBatch batch, TaskNetwork network, int task, TransferRule rule, LabelScheme scheme) {
    this.task = task;
    this.classes = network.config().classes().get(task);
    this.firstStream = network.firstStream(task);
    this.scheme = scheme;
    this.binary = task == 2;
    this.counting = counting(batch, rule);
  }

  /** Marks, for each patch of a batch, whether it counts for the task. */
  private boolean[] counting(TaskBatch batch, TransferRule rule) {
    boolean[] complete = members(TumorRegion.WT);
    boolean[] core = members(TumorRegion.TC);
    int[] streams = batch.streams();
    int voxels = batch.patch().voxels();
    boolean[] marks = new boolean[batch.patches()];
    int patch = 0;
    for (int stream = 0; stream < streams.length; stream++) {
      for (int n = 0; n < streams[stream]; n++, patch++) {
        int inComplete = count(batch.classes(), patch * voxels, voxels, complete);
        int inCore = count(batch.classes(), patch * voxels, voxels, core);
        marks[patch] = rule.counts(stream, task, inComplete, inCore, voxels);
      }
    }
    return marks;
  }

  private boolean[] members(TumorRegion region) {
    boolean[] members = new boolean[scheme.labels().size()];
    for (int id = 0; id < members.length; id++) {
      members[id] = scheme.contains(region, scheme.labelOf(id));
    }
    return members;
  }

  private static int count(byte[] classes, int from, int voxels, boolean[] members) {
    int count = 0;
    for (int n = from; n < from + voxels; n++) {
      count += members[classes[n]] ? 1 : 0;
    }
    return count;
  }

  /** Voxels that enter the loss. */
  public long countingVoxels(TaskBatch batch) {
    long patches = 0;
    for (int patch = first(batch); patch < end(batch); patch++) {
      patches += counting[patch] ? 1 : 0;
    }
    return patches * batch.patch().voxels();
  }

  /**
   * One-hot targets of the patches that the task sees, N, classes, D, H, W with x fastest: 1 at the
   * true class of a voxel that counts, 0 elsewhere. At a coarser level of the decoder the truth is
   * that of {@link CoarseClasses}.
   *
   * @param level 0 for the full resolution, 1 for half of it, 2 for a quarter
   */
  public float[] oneHot(TaskBatch batch, int level) {
    CoarseClasses coarse = new CoarseClasses(batch.patch(), level, classes);
    int fine = batch.patch().voxels();
    int voxels = coarse.shape().voxels();
    int first = first(batch);
    int end = end(batch);
    float[] target = new float[(end - first) * classes * voxels];
    byte[] ofTask = new byte[fine];
    for (int patch = first; patch < end; patch++) {
      if (counting[patch]) {
        for (int v = 0; v < fine; v++) {
          ofTask[v] = (byte) taskClass(batch.classes()[patch * fine + v]);
        }
        byte[] truth = coarse.of(ofTask);
        int to = (patch - first) * classes * voxels;
        for (int v = 0; v < voxels; v++) {
          target[to + truth[v] * voxels + v] = 1;
        }
      }
    }
    return target;
  }

  private int first(TaskBatch batch) {
    return sum(batch.streams(), firstStream);
  }

  private int end(TaskBatch batch) {
    return sum(batch.streams(), task + 1);
  }

  private static int sum(int[] streams, int count) {
    int sum = 0;
    for (int s = 0; s < count && s < streams.length; s++) {
      sum += streams[s];
    }
    return sum;
  }

  private int taskClass(int classId) {
    if (!binary) {
      return classId;
    }
    return scheme.contains(TumorRegion.ET, scheme.labelOf(classId)) ? 1 : 0;
  }
}
