package io.github.omnet.examples.programs;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.github.omnet.Omnet;
import io.github.omnet.core.subject.Modality;
import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.subject.TumorLabels;
import io.github.omnet.core.volume.Volume;
import io.github.omnet.examples.phantom.PhantomCohort;
import io.github.omnet.examples.phantom.PhantomFolder;
import io.github.omnet.io.Images;
import io.github.omnet.io.nifti.Nifti;
import io.github.omnet.io.nifti.NiftiWriteOptions;
import io.github.omnet.models.inference.Segmenter;
import io.github.omnet.models.packaging.ModelPackage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every program runs, on phantoms. */
class ProgramsIT {
  private static final Subject PHANTOM = new PhantomCohort(1, 24).subject(0);

  @TempDir private Path folder;
  private Path cohort;

  @FunctionalInterface
  private interface Program {
    void run(String[] args) throws IOException;
  }

  @BeforeEach
  void writePhantoms() throws IOException {
    cohort = folder.resolve("cohort");
    PhantomFolder.write(PHANTOM, cohort);
    PhantomFolder.write(new PhantomCohort(1, 24).subject(1), cohort);
  }

  private static String printed(Program program, Object... args) throws IOException {
    String[] words = new String[args.length];
    for (int n = 0; n < args.length; n++) {
      words[n] = args[n].toString();
    }
    PrintStream before = System.out;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      program.run(words);
    } finally {
      System.setOut(before);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void segmentsTheSubjectOfAFolder() throws IOException {
    Path result = folder.resolve("seg.nii.gz");
    assertThat(printed(SegmentFile::main, cohort.resolve("phantom_000"), result))
        .contains("WT ", " ml");
    assertThat(Images.readLabels(result).grid().matches(PHANTOM.grid())).isTrue();
  }

  @Test
  void segmentsArraysAsItSegmentsFiles() throws IOException {
    Map<Modality, float[]> voxels = new EnumMap<>(Modality.class);
    PHANTOM.volumes().forEach((modality, volume) -> voxels.put(modality, volume.copyOfData()));
    double[] lps = new double[12];
    for (int n = 0; n < 12; n++) {
      lps[n] = (n < 8 ? -1 : 1) * PHANTOM.grid().affine().get(n / 4, n % 4);
    }
    TumorLabels found = SubjectFromArrays.segment(voxels, PHANTOM.grid().shape(), lps);
    assertThat(found.grid()).isEqualTo(PHANTOM.grid());
    assertThat(found.map().data()).isEqualTo(Omnet.segment(PHANTOM).labels().map().data());
  }

  @Test
  void drawsPatchesOfAllSubjects() throws IOException {
    String first = printed(SamplePatches::main, cohort);
    assertThat(first.lines()).hasSize(8);
    assertThat(first).contains("phantom_000").contains("phantom_001");
    assertThat(printed(SamplePatches::main, cohort)).isEqualTo(first);
  }

  @Test
  void trainsWithItsOwnLoss() throws IOException {
    Path model = folder.resolve("model");
    printed(TrainWithOwnLoss::main, cohort, model, 2, 2);
    assertThat(ModelPackage.open(model).manifest().provenance().settings())
        .containsEntry("loss", "dice-and-entropy");
  }

  @Test
  void evaluatesTwoFolders() throws IOException {
    Path truth = Files.createDirectory(folder.resolve("truth"));
    Images.write(truth.resolve("phantom_000.nii.gz"), PHANTOM.requireTruth().map());
    Path table = folder.resolve("scores.csv");
    assertThat(printed(EvaluateFolders::main, truth, truth, table))
        .isEqualTo("mean Dice of WT: 1.0" + System.lineSeparator());
    assertThat(table).content().contains("phantom_000.nii.gz,ET,1.0");
  }

  @Test
  void servesSeveralUploadsAtOnceAndRefusesWhatIsNoImage() throws Exception {
    Path upload = folder.resolve("upload.nii.gz");
    List<Volume> channels = new ArrayList<>();
    for (Modality modality : Modality.values()) {
      channels.add(PHANTOM.volume(modality));
    }
    Nifti.writeChannels(upload, channels, NiftiWriteOptions.DEFAULT);
    HttpClient client = HttpClient.newHttpClient();
    try (Segmenter segmenter = Omnet.open(Omnet.MODEL)) {
      HttpServer http = SegmentationServer.start(0, segmenter);
      try {
        URI at = URI.create("http://127.0.0.1:" + http.getAddress().getPort() + "/segment");
        HttpRequest good = HttpRequest.newBuilder(at).POST(BodyPublishers.ofFile(upload)).build();
        List<CompletableFuture<HttpResponse<byte[]>>> answers = new ArrayList<>();
        for (int n = 0; n < 4; n++) {
          answers.add(client.sendAsync(good, BodyHandlers.ofByteArray()));
        }
        for (CompletableFuture<HttpResponse<byte[]>> answer : answers) {
          assertThat(answer.get().statusCode()).isEqualTo(200);
          Path result = Files.write(folder.resolve("answer.nii.gz"), answer.get().body());
          assertThat(Images.readLabels(result).grid().matches(PHANTOM.grid())).isTrue();
        }
        HttpRequest bad = HttpRequest.newBuilder(at).POST(BodyPublishers.ofString("x")).build();
        assertThat(client.send(bad, BodyHandlers.ofString()).statusCode()).isEqualTo(400);
      } finally {
        http.stop(0);
      }
    }
  }
}
