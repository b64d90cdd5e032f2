package io.github.omnet.examples.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.omnet.examples.Run;
import io.github.omnet.models.packaging.ModelPackage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Options from a preset, a file and the command line, and which of them counts. */
class TrainConfigIT extends SmallTrainings {
  @Test
  void whatPrintConfigPrintsTrainsAlike() throws IOException {
    Path config = folder.resolve("train.json");
    Run printed =
        train("--out", folder.resolve("a"), "--schedule", "cosine", "--subjects", "phantom_000")
            .succeeded();
    assertThat(printed.out()).contains("model in ");
    String json =
        train(
                "--out",
                folder.resolve("a"),
                "--schedule",
                "cosine",
                "--subjects",
                "phantom_000",
                "--print-config")
            .succeeded()
            .out();
    JsonObject options = JsonParser.parseString(json).getAsJsonObject();
    // In the folder of a training, paths are relative to it.
    JsonObject kept =
        JsonParser.parseString(Files.readString(folder.resolve("a/config.json"))).getAsJsonObject();
    assertThat(folder.resolve("a").resolve(kept.get("data").getAsString()).normalize())
        .isEqualTo(Path.of(options.get("data").getAsString()));
    kept.add("data", options.get("data"));
    kept.add("out", options.get("out"));
    assertThat(kept).isEqualTo(options);
    assertThat(options.get("schedule").getAsString()).isEqualTo("cosine");
    assertThat(options.get("width").getAsInt()).isEqualTo(2);
    assertThat(options.getAsJsonArray("subjects")).hasSize(1);

    Files.writeString(config, json);
    Run.of("train", "--config", config, "--out", folder.resolve("b")).succeeded();
    assertThat(fingerprint(folder.resolve("b"))).isEqualTo(fingerprint(folder.resolve("a")));
    Run.of(
            "train",
            "--config",
            config,
            "--out",
            folder.resolve("c"),
            "--seed",
            2,
            "--subjects",
            "phantom_001")
        .succeeded();
    assertThat(ModelPackage.open(folder.resolve("c")).manifest().provenance().trainingSubjects())
        .containsExactly("phantom_001");
    assertThat(fingerprint(folder.resolve("c"))).isNotEqualTo(fingerprint(folder.resolve("a")));
  }

  @Test
  void whatIsTypedIsNotBeatenByWhatTheFileSaysInOtherWords() throws IOException {
    Path config = folder.resolve("train.json");
    Files.writeString(
        config,
        "{\"preset\": \"om-net\", \"devices\": [\"cpu\"], \"stages\": \"1:2,3:7\", \"iterations\":"
            + " 9}");
    JsonObject options = printed(config, "--device", "gpu1");
    assertThat(options.has("devices")).isFalse();
    assertThat(options.get("device").getAsString()).isEqualTo("gpu1");
    assertThat(options.get("iterations").getAsInt()).isEqualTo(9);
    assertThat(printed(config, "--devices", "gpu0").getAsJsonArray("devices")).hasSize(1);
    options = printed(config, "--stages", "1:5,3:10");
    assertThat(options.get("iterations").getAsInt()).isEqualTo(15);
    assertThat(options.getAsJsonArray("devices")).hasSize(1);
    options = printed(config, "--stages", "1:5,3");
    assertThat(options.get("iterations").getAsInt()).as("needed for the last").isEqualTo(9);
    assertThat(printed(config, "--stages", "1:1ep,3:1", "--epoch", 16).get("iterations").getAsInt())
        .isEqualTo(3);
    Files.writeString(config, "{\"iterations\": 9}");
    assertThat(printed(config, "--batch", 4).get("iterations").getAsInt()).isEqualTo(9);
  }

  @Test
  void aPresetBringsOptionsThatTheFileAndTheCommandLineGoOver() throws IOException {
    JsonObject preset = printedWith(new Object[] {"--width", 8});
    assertThat(preset.get("preset").getAsString()).as("the default").isEqualTo("few-subjects");
    assertThat(preset.getAsJsonArray("spacing").toString()).isEqualTo("[2.0,2.0,2.0]");
    assertThat(preset.getAsJsonArray("patch").toString()).isEqualTo("[48,48,48]");
    assertThat(preset.get("loss").getAsString()).isEqualTo("region-dice-ce");
    assertThat(preset.get("optimizer").getAsString()).isEqualTo("adamw");
    assertThat(preset.get("rate").getAsDouble()).isEqualTo(0.002);
    assertThat(preset.get("average").getAsDouble()).isEqualTo(0.99);
    assertThat(preset.get("augment").getAsString()).isEqualTo("few-subjects");
    assertThat(preset.get("transplant").getAsDouble()).isEqualTo(0.35);
    assertThat(preset.get("remove-enhancement").getAsDouble()).isEqualTo(0.2);
    assertThat(preset.get("width").getAsInt()).isEqualTo(8);

    Path config = folder.resolve("train.json");
    Files.writeString(
        config, "{\"preset\": \"few-subjects\", \"patch\": [32, 32, 32], \"clip\": 2}");
    JsonObject both = printed(config, "--clip", 3, "--optimizer", "sgd");
    assertThat(both.getAsJsonArray("patch").toString()).isEqualTo("[32,32,32]");
    assertThat(both.get("clip").getAsDouble()).isEqualTo(3);
    assertThat(both.get("loss").getAsString()).isEqualTo("region-dice-ce");
    assertThat(both.has("rate")).as("0.002 is AdamW's").isFalse();
    // A row of the paper's tables brings nothing, whatever the file says.
    assertThat(printed(config, "--preset", "om-net").get("loss").getAsString())
        .isEqualTo("cross-entropy");
    Run.of("train", "--preset", "few-subjects", "--width", "wide").wasWrongUsage("'wide'");
    assertThat(printed(config, "--transplant", 0).get("transplant").getAsDouble()).isZero();
    Run.of("train", "--transplant", "2", "--data", data, "--out", folder)
        .wasWrongUsage("must be in [0, 1]");
    Run.of("train", "--preset", "few-subjects", "--clip", "0", "--data", data, "--out", folder)
        .wasWrongUsage("must be above 0");
  }

  @Test
  void theFileSaysNothingOfACoarseLevelThatNobodyAskedFor() throws IOException {
    assertThat(printedWith(new Object[0]).has("coarse-folds")).isFalse();
    Path config = folder.resolve("train.json");
    Files.writeString(config, "{\"preset\": \"two-level\", \"coarse-folds\": 5}");
    assertThat(printed(config).get("coarse-folds").getAsInt()).isEqualTo(5);
    JsonObject named = printed(config, "--coarse", folder);
    assertThat(named.has("coarse-folds")).isFalse();
    assertThat(named.get("coarse").getAsString()).isEqualTo(folder.toString());
    Run.of("train", "--config", config, "--coarse", folder, "--coarse-folds", 5, "--print-config")
        .wasWrongUsage("no further options of one");
    // As earlier builds wrote it for one level.
    Path run = Files.createDirectories(folder.resolve("earlier"));
    Files.writeString(run.resolve("config.json"), "{\"preset\": \"om-net\", \"coarse-folds\": 3}");
    Run.of("train", "--resume", run, "--print-config").succeeded();
  }

  private static JsonObject printed(Path config, Object... more) {
    List<Object> words = new ArrayList<>(List.of("--config", config));
    words.addAll(Arrays.asList(more));
    return printedWith(words.toArray());
  }

  @Test
  void aConfigFileMayHoldNothingButOptions() throws IOException {
    Path config = folder.resolve("train.json");
    Files.writeString(config, "{\"widht\": 8}");
    Run.of("train", "--config", config)
        .failedWith(config, "there is no option 'widht'; did you mean 'width'? known: [");
    Files.writeString(config, "{\"config\": \"x\"}");
    Run.of("train", "--config", config).failedWith(config, "there is no option 'config'");
    Files.writeString(config, "[1, 2]");
    Run.of("train", "--config", config).failedWith(config, "no JSON object");
    Files.writeString(config, "{\"width\": ");
    Run.of("train", "--config", config).failedWith(config, "not JSON");
    Files.writeString(config, "{\"width\": {\"of\": 8}}");
    Run.of("train", "--config", config).failedWith(config, "'width' takes a value");
    Files.writeString(config, "{\"width\": \"wide\"}");
    Run.of("train", "--config", config).wasWrongUsage("'wide'");
    Path none = folder.resolve("none.json");
    Run.of("train", "--config", none).failedWith(none, "no such file");
  }
}
