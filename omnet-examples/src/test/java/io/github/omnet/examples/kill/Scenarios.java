package io.github.omnet.examples.kill;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** All commands that write results, on phantoms. */
final class Scenarios {
  private final Program program;
  private final Path folder;
  private final Path cohort;
  private final Path model;
  private final Path other;

  /** Makes phantoms and two models. */
  Scenarios(Program program, Path folder) throws IOException, InterruptedException {
    this.program = program;
    this.folder = folder;
    this.cohort = folder.resolve("cohort");
    this.model = folder.resolve("model");
    this.other = folder.resolve("other");
    program.run(List.of("phantom", "--out", cohort, "--subjects", 4, "--voxels", 24));
    program.run(train(model, 1));
    program.run(train(other, 2));
  }

  private List<Object> smallest(String command, Object... more) {
    List<Object> words = new ArrayList<>(List.of(command, "--data", cohort));
    words.addAll(List.of("--preset", "om-net", "--width", 2, "--batch", 1, "--patch", "16,16,16"));
    words.addAll(List.of("--recalibrate", 1, "--checkpoint-every", 2));
    Collections.addAll(words, more);
    return words;
  }

  private List<Object> train(Path out, int seed) {
    return smallest("train", "--out", out, "--seed", seed, "--iterations", 8);
  }

  private Path image(int subject, String role) {
    String id = "phantom_00" + subject;
    return cohort.resolve(id).resolve(id + "_" + role + ".nii.gz");
  }

  private List<Object> segment(Path trained, Path out) {
    return List.of(
        "segment", "--subject", cohort.resolve("phantom_000"), "--model", trained, "--out", out);
  }

  private Scenario segment() throws IOException, InterruptedException {
    Path out = folder.resolve("segment/seg.nii.gz");
    return new OneResult(
        program, "segment", segment(other, out), segment(model, out), out, Contents::bytes);
  }

  private Scenario segmentData() throws IOException, InterruptedException {
    Path out = folder.resolve("segment-data");
    return new CohortResults(
        program, List.of("segment", "--data", cohort, "--model", model, "--out", out), out);
  }

  /** Of larger images, whose writing takes its time. */
  private Scenario convert(Path large, String name) throws IOException, InterruptedException {
    Path out = folder.resolve("convert-" + name).resolve("image." + name);
    Path first = large.resolve("phantom_000/phantom_000_t1.nii.gz");
    Path second = large.resolve("phantom_000/phantom_000_t2.nii.gz");
    return new OneResult(
        program,
        "convert to ." + name,
        List.of("convert", first, out, "--type", "float32"),
        List.of("convert", second, out, "--type", "float32"),
        out,
        Contents::image);
  }

  private Scenario evaluate() throws IOException, InterruptedException {
    Path csv = folder.resolve("evaluate/scores.csv");
    return new OneResult(
        program,
        "evaluate --csv",
        evaluate(image(1, "seg"), image(0, "seg"), csv),
        evaluate(cohort, cohort, csv),
        csv,
        Contents::bytes);
  }

  private static List<Object> evaluate(Path prediction, Path reference, Path csv) {
    return List.of("evaluate", "--prediction", prediction, "--reference", reference, "--csv", csv);
  }

  private Scenario train() throws IOException, InterruptedException {
    Path run = folder.resolve("train");
    return new Training(program, train(run, 1), train(run, 2), run);
  }

  private Scenario crossValidate() throws IOException, InterruptedException {
    Path run = folder.resolve("cross-validate");
    return new CrossValidation(
        program, smallest("cross-validate", "--out", run, "--folds", 2, "--iterations", 4), run);
  }

  /** Runs each command once, and returns what it should come to. */
  List<Scenario> all() throws IOException, InterruptedException {
    Path large = folder.resolve("large");
    program.run(List.of("phantom", "--out", large, "--subjects", 1, "--voxels", 96));
    return List.of(
        segment(),
        segmentData(),
        convert(large, "nii"),
        convert(large, "mhd"),
        convert(large, "nhdr"),
        evaluate(),
        train(),
        crossValidate());
  }
}
