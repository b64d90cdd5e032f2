package io.github.omnet.examples.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.omnet.models.packaging.ModelPackage;
import io.github.omnet.models.packaging.ModelZoo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/**
 * The model that comes along, from the program's jar, on the eight patients that its card scores.
 */
class OmnetSmallJarIT {
  private static final Path JAR = Path.of("target", "omnet-examples.jar");
  private static final Path UNPACK = Path.of("..", "..", "shared", "data", "unpack.py");

  /** Stays between runs, for unpacking takes longer than segmenting. */
  private static final Path UNPACKED = Path.of("target", "shared-data");

  private final OtherProcess process = new OtherProcess(UNPACKED.resolve("output.txt"));

  private void omnet(String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx3g", "-jar", JAR.toString()));
    command.addAll(List.of(arguments));
    assertThat(process.run(Map.of(), command)).as(process::printed).isZero();
  }

  @Test
  void itsMeanDiceOnPatientsItHasNotSeenIsThatOfItsCard() throws Exception {
    assumeTrue(Files.isRegularFile(UNPACK), "no real subjects at " + UNPACK);
    Files.createDirectories(UNPACKED);
    assumeTrue(isPython(), "no python3, which unpacks the subjects");
    List<String> unpack = List.of("python3", UNPACK.toString(), UNPACKED.toString(), "validation");
    assertThat(process.run(Map.of(), unpack)).as(process::printed).isZero();
    Path data = UNPACKED.resolve("validation");
    Path results = Files.createTempDirectory(UNPACKED, "results");
    Path table = results.resolve("dice.csv");
    omnet(
        "segment",
        "--data",
        data.toString(),
        "--model",
        "omnet-small",
        "--out",
        results.toString());
    omnet(
        "evaluate",
        "--prediction",
        results.toString(),
        "--reference",
        data.toString(),
        "--empty",
        "brats",
        "--csv",
        table.toString());
    ModelPackage model = ModelZoo.open("omnet-small");
    Map<String, Double> card = model.manifest().provenance().metrics();
    Map<String, Double> found = means(table);
    assertThat(found.get("WT")).isCloseTo(card.get("dice WT"), Offset.offset(0.005));
    assertThat(found.get("TC")).isCloseTo(card.get("dice TC"), Offset.offset(0.005));
    assertThat(found.get("ET")).isCloseTo(card.get("dice ET"), Offset.offset(0.005));
  }

  private boolean isPython() throws Exception {
    try {
      return process.run(Map.of(), List.of("python3", "--version")) == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** Mean Dice by region; the first columns are subject, region and Dice. */
  private static Map<String, Double> means(Path table) throws IOException {
    Map<String, List<Double>> values = new TreeMap<>();
    for (String line : Files.readAllLines(table)) {
      String[] cells = line.split(",", -1);
      if (!cells[0].equals("subject")) {
        values.computeIfAbsent(cells[1], region -> new ArrayList<>()).add(Double.valueOf(cells[2]));
      }
    }
    Map<String, Double> means = new TreeMap<>();
    values.forEach(
        (region, all) -> {
          assertThat(all).hasSize(8);
          means.put(region, all.stream().mapToDouble(Double::doubleValue).average().orElseThrow());
        });
    return means;
  }
}
