package io.github.omnet.examples.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.members;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.HashSet;
import java.util.Set;

/**
 * Dependencies point one way: core at the bottom, io and models on core only, report on these,
 * examples on all.
 */
@AnalyzeClasses(packages = "io.github.omnet", importOptions = ImportOption.DoNotIncludeTests.class)
class ModuleDependencyTest {
  private static final String CORE = "io.github.omnet.core..";
  private static final String IO = "io.github.omnet.io..";
  private static final String MODELS = "io.github.omnet.models..";
  private static final String REPORT = "io.github.omnet.report..";
  private static final String EXAMPLES = "io.github.omnet.examples..";
  private static final String[] ANYWHERE = {"java..", "org.jspecify..", "com.google.common.."};

  @ArchTest
  static final ArchRule coreDependsOnNothingOfOurs =
      classes()
          .that()
          .resideInAPackage(CORE)
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(ANYWHERE).or(resideInAnyPackage(CORE, "org.hipparchus..")));

  @ArchTest
  static final ArchRule ioDependsOnCoreOnly =
      classes()
          .that()
          .resideInAPackage(IO)
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(ANYWHERE).or(resideInAnyPackage(CORE, IO, "javax.imageio..")));

  @ArchTest
  static final ArchRule modelsDependOnCoreAndEnginesOnly =
      noClasses()
          .that()
          .resideInAPackage(MODELS)
          .should()
          .dependOnClassesThat(resideInAnyPackage(IO, REPORT, EXAMPLES, "picocli.."));

  @ArchTest
  static final ArchRule onlyTheAdaptersKnowWhichEngineRuns =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "io.github.omnet.models.engine..",
              "io.github.omnet.models.internal.engine..",
              "io.github.omnet.models.internal.natives..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("ai.djl.mxnet..", "ai.djl.pytorch..", "com.sun.jna.."));

  @ArchTest
  static final ArchRule noLibraryDependsOnTheFacade =
      noClasses()
          .that()
          .resideInAnyPackage(CORE, IO, MODELS)
          .should()
          .dependOnClassesThat(resideInAPackage("io.github.omnet"));

  @ArchTest
  static final ArchRule nothingDependsOnTheProgram =
      noClasses()
          .that()
          .resideOutsideOfPackage(EXAMPLES)
          .should()
          .dependOnClassesThat(resideInAPackage(EXAMPLES));

  @ArchTest
  static final ArchRule packagesOfCoreHaveNoCycles =
      slices().matching("io.github.omnet.core.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule packagesOfIoHaveNoCycles =
      slices().matching("io.github.omnet.io.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule packagesOfModelsHaveNoCycles =
      slices().matching("io.github.omnet.models.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule packagesOfReportHaveNoCycles =
      slices().matching("io.github.omnet.report.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule everyPackageIsNullMarked =
      classes()
          .that()
          .haveSimpleName("package-info")
          .should()
          .beAnnotatedWith("org.jspecify.annotations.NullMarked");

  @ArchTest
  static final ArchRule noGuavaInWhatUsersSee =
      members().that().areDeclaredInClassesThat().arePublic().should(mentionNoGuavaTypeIfPublic());

  private static ArchCondition<JavaMember> mentionNoGuavaTypeIfPublic() {
    return new ArchCondition<>("mention no Guava type if public") {
      @Override
      public void check(JavaMember member, ConditionEvents events) {
        boolean seen =
            member.getModifiers().contains(JavaModifier.PUBLIC)
                || member.getModifiers().contains(JavaModifier.PROTECTED);
        for (JavaClass type : seen ? signature(member) : Set.<JavaClass>of()) {
          if (type.getPackageName().startsWith("com.google.common")) {
            events.add(
                SimpleConditionEvent.violated(
                    member, member.getDescription() + " shows " + type.getName()));
          }
        }
      }
    };
  }

  private static Set<JavaClass> signature(JavaMember member) {
    Set<JavaClass> types = new HashSet<>();
    if (member instanceof JavaField field) {
      types.addAll(field.getType().getAllInvolvedRawTypes());
    } else if (member instanceof JavaCodeUnit unit) {
      types.addAll(unit.getReturnType().getAllInvolvedRawTypes());
      unit.getParameterTypes().forEach(type -> types.addAll(type.getAllInvolvedRawTypes()));
      types.addAll(unit.getExceptionTypes());
    }
    return types;
  }
}
