// Start script for JShell. After `mvn -B -ntp -DskipTests package`:
//   jshell --class-path omnet-examples/target/omnet-examples.jar docs/jshell/omnet.jsh
import io.github.omnet.*;
import io.github.omnet.core.metric.*;
import io.github.omnet.core.subject.*;
import io.github.omnet.core.volume.*;
import io.github.omnet.examples.phantom.*;
import io.github.omnet.io.*;
import io.github.omnet.io.dataset.*;
import io.github.omnet.io.nifti.*;
import io.github.omnet.io.picture.*;
import io.github.omnet.models.engine.*;
import io.github.omnet.models.inference.*;
import io.github.omnet.models.packaging.*;
import io.github.omnet.models.plan.*;
import io.github.omnet.models.training.*;
import java.nio.file.*;

/** A made-up subject whose tumour is known: phantom(0), phantom(1) and so on. */
Subject phantom(int n) {
  return new PhantomCohort(1, PhantomCohort.DEFAULT_VOXELS).subject(n);
}

/** The subject in a folder of BraTS files. */
Subject subject(String folder) throws Exception {
  return Omnet.read(Path.of(folder));
}

/** Segments a subject with omnet-small, which comes along. */
TumorLabels segment(Subject subject) throws Exception {
  return Omnet.segment(subject).labels();
}

/** Segments a subject with a model by its folder, zip file or name. */
TumorLabels segment(Subject subject, String model) throws Exception {
  return Omnet.segment(subject, model).labels();
}

/** Metrics of WT, TC and ET as BraTS scores them. */
SegmentationReport compare(TumorLabels prediction, TumorLabels reference) {
  return Omnet.evaluate(prediction, reference);
}

/** Writes axial, coronal and sagittal slices through the tumour as a PNG. */
void draw(Subject subject, TumorLabels labels, String png) throws Exception {
  Omnet.draw(subject, labels, Path.of(png));
}

System.out.println("omnet: phantom(n), subject(folder), segment(subject), compare(p, r), draw(subject, labels, png)");
