package io.github.omnet.examples.programs;

import io.github.omnet.core.postprocess.Correction;
import io.github.omnet.core.postprocess.PostProcessing;
import io.github.omnet.core.postprocess.RemoveSmallComponents;
import io.github.omnet.core.postprocess.Rule;
import io.github.omnet.core.postprocess.RuleRegistry;
import io.github.omnet.core.subject.LabelScheme;
import io.github.omnet.core.subject.TumorLabels;
import io.github.omnet.core.subject.TumorRegion;
import io.github.omnet.core.volume.LabelMap;
import io.github.omnet.models.packaging.ModelPackage;
import io.github.omnet.models.packaging.ModelParts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A rule of one's own: very little enhancing tumour is none, but necrosis. The rule {@code
 * little-enhancing} of omnet does that by volume; this one shows how a rule is written.
 *
 * @param voxels fewest enhancing voxels that stay what they are
 */
public record MinimumEnhancing(int voxels) implements Rule {
  private static final String NAME = "minimumEnhancing";
  private static final int NECROSIS = 1;

  /** All rules that this program can read. */
  public static final RuleRegistry RULES =
      RuleRegistry.STANDARD.with(
          NAME,
          constants ->
              new MinimumEnhancing(Integer.parseInt(constants.getOrDefault("voxels", ""))));

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String describe() {
    return NAME + "(voxels=" + voxels + ")";
  }

  @Override
  public Correction apply(Input input) {
    TumorLabels before = input.labels();
    LabelScheme scheme = before.scheme();
    int found = before.region(TumorRegion.ET).count();
    byte[] labels = before.map().data().clone();
    for (int n = 0; found < voxels && n < labels.length; n++) {
      if (scheme.contains(TumorRegion.ET, labels[n])) {
        labels[n] = NECROSIS;
      }
    }
    TumorLabels after = new TumorLabels(LabelMap.wrap(before.grid(), labels), scheme);
    return Correction.between(NAME, before, after, found + " enhancing voxels");
  }

  /**
   * Gives a model this rule after that of small components.
   *
   * @param model a finished package
   * @return a package with the same weights
   */
  public ModelPackage in(ModelPackage model) {
    List<Rule> rules = List.of(RemoveSmallComponents.DEFAULT, this);
    return model.withPostProcessing(new PostProcessing(rules));
  }

  /**
   * Opens a model that may have this rule.
   *
   * @param path a folder or zip file
   * @return the package
   * @throws IOException if it cannot be read
   */
  public static ModelPackage open(Path path) throws IOException {
    return ModelPackage.open(path, ModelParts.STANDARD.withRules(RULES));
  }
}
