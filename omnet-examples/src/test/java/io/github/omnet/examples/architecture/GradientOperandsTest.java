package io.github.omnet.examples.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** On PyTorch a number may be gone before the gradient is computed from it. */
@AnalyzeClasses(
    packages = {
      "io.github.omnet.models.network",
      "io.github.omnet.models.loss",
      "io.github.omnet.examples.programs"
    },
    importOptions = ImportOption.DoNotIncludeTests.class)
class GradientOperandsTest {
  private static final String ARRAY = "ai.djl.ndarray.NDArray";
  private static final String NUMBER = "java.lang.Number";

  @ArchTest
  static final ArchRule numbersComeFromTensorOpsConstant =
      noClasses()
          .should()
          .callMethod(ARRAY, "mul", NUMBER)
          .orShould()
          .callMethod(ARRAY, "div", NUMBER)
          .orShould()
          .callMethod(ARRAY, "pow", NUMBER)
          .orShould()
          .callMethod(ARRAY, "minimum", NUMBER)
          .orShould()
          .callMethod(ARRAY, "maximum", NUMBER)
          .because("DJL's PyTorch engine frees them before the backward pass reads them");
}
