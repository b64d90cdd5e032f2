package io.github.omnet.models.internal.checkpoint;

import io.github.omnet.models.plan.Curriculum;
import java.util.ArrayList;
import java.util.List;

/**
 * How far a training has come in its curriculum; all of it, so that a resumed training changes
 * stages when the uninterrupted one would have.
 *
 * @param iteration optimiser steps taken
 * @param stage stage of the next step, from 0; the number of stages at the end
 * @param inStage steps taken in that stage
 * @param recent sums of the losses of its last steps, as many as the plateau looks at
 */
public record CurriculumProgress(long iteration, int stage, long inStage, List<Float> recent) {
  public CurriculumProgress {
    recent = List.copyOf(recent);
  }

  public static CurriculumProgress start(Curriculum curriculum) {
    return new CurriculumProgress(0, firstFrom(curriculum, 0), 0, List.of());
  }

  public boolean finished(Curriculum curriculum) {
    return stage >= curriculum.stages().size();
  }

  /** Tasks of the next step; of the last one when finished. */
  public int tasks(Curriculum curriculum) {
    int last = curriculum.stages().size() - 1;
    return curriculum.stages().get(Math.min(stage, last)).tasks();
  }

  public CurriculumProgress after(List<Float> losses, Curriculum curriculum) {
    Curriculum.Stage current = curriculum.stages().get(stage);
    boolean last = stage == curriculum.stages().size() - 1;
    List<Float> seen = last ? List.of() : remember(losses, curriculum);
    boolean flat = !last && curriculum.plateau().filter(rule -> rule.reached(seen)).isPresent();
    // Steps that earlier stages were spared are the last one's.
    boolean over =
        last ? iteration + 1 >= curriculum.iterations() : inStage + 1 >= current.iterations();
    if (flat || over) {
      return new CurriculumProgress(iteration + 1, firstFrom(curriculum, stage + 1), 0, List.of());
    }
    return new CurriculumProgress(iteration + 1, stage, inStage + 1, seen);
  }

  private List<Float> remember(List<Float> losses, Curriculum curriculum) {
    if (curriculum.plateau().isEmpty()) {
      return List.of();
    }
    float sum = 0;
    for (float loss : losses) {
      sum += loss;
    }
    List<Float> seen = new ArrayList<>(recent);
    seen.add(sum);
    int needed = 2 * curriculum.plateau().get().window();
    return seen.subList(Math.max(0, seen.size() - needed), seen.size());
  }

  /** The first stage from there on that has any steps. */
  private static int firstFrom(Curriculum curriculum, int stage) {
    int next = stage;
    while (next < curriculum.stages().size() && curriculum.stages().get(next).iterations() == 0) {
      next++;
    }
    return next;
  }
}
