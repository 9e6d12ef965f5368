package io.tidemark;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.text.DecimalFormat;
import java.text.SimpleDateFormat;
import java.time.format.DateTimeFormatter;
import java.util.Formatter;
import java.util.Map;

/** Data goes one way through the packages, and only the edges touch the world. */
@AnalyzeClasses(packages = "io.tidemark", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule packagesHaveNoCycle =
      slices().matching("io.tidemark.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule dataGoesOneWay =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("cli")
          .definedBy("io.tidemark", "io.tidemark.cli")
          .layer("run")
          .definedBy("io.tidemark.run")
          .layer("compare")
          .definedBy("io.tidemark.compare")
          .layer("query")
          .definedBy("io.tidemark.query")
          .layer("digest")
          .definedBy("io.tidemark.digest")
          .layer("relational")
          .definedBy("io.tidemark.relational")
          .layer("export")
          .definedBy("io.tidemark.export")
          .layer("warehouse")
          .definedBy("io.tidemark.warehouse")
          .layer("report")
          .definedBy("io.tidemark.report")
          .layer("audit")
          .definedBy("io.tidemark.audit")
          .layer("forecast")
          .definedBy("io.tidemark.forecast")
          .layer("insights")
          .definedBy("io.tidemark.insights..")
          .layer("simulate")
          .definedBy("io.tidemark.simulate")
          .layer("mrr")
          .definedBy("io.tidemark.mrr", "io.tidemark.mrr.restate")
          .layer("engine")
          .definedBy("io.tidemark.mrr.engine")
          .layer("staging")
          .definedBy("io.tidemark.staging")
          .layer("source")
          .definedBy("io.tidemark.source..")
          .whereLayer("cli")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("run")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("query")
          .mayOnlyBeAccessedByLayers("compare", "cli")
          .whereLayer("compare")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("digest")
          .mayOnlyBeAccessedByLayers("run", "cli")
          .whereLayer("relational")
          .mayOnlyBeAccessedByLayers("run", "cli")
          .whereLayer("export")
          .mayOnlyBeAccessedByLayers("relational", "run")
          .whereLayer("warehouse")
          .mayOnlyBeAccessedByLayers(
              "export", "relational", "query", "compare", "digest", "run", "cli")
          .whereLayer("report")
          .mayOnlyBeAccessedByLayers("export", "run")
          .whereLayer("audit")
          .mayOnlyBeAccessedByLayers("export", "run")
          .whereLayer("forecast")
          .mayOnlyBeAccessedByLayers("run")
          .whereLayer("insights")
          .mayOnlyBeAccessedByLayers("forecast", "audit", "run")
          .whereLayer("simulate")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("engine")
          .mayOnlyBeAccessedByLayers("mrr", "insights", "forecast", "audit", "query", "compare")
          .whereLayer("staging")
          .mayOnlyBeAccessedByLayers("mrr", "insights", "run")
          .whereLayer("source")
          .mayOnlyBeAccessedByLayers("staging", "compare", "run", "cli");

  @ArchTest
  static final ArchRule rulesAndStatisticsNeedNoSpark =
      noClasses()
          .that()
          .resideInAnyPackage("io.tidemark.mrr.engine", "io.tidemark.stats")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.spark..");

  @ArchTest
  static final ArchRule theMiddleIsPure =
      noClasses()
          .that()
          .resideInAnyPackage(
              "io.tidemark.staging..",
              "io.tidemark.mrr..",
              "io.tidemark.insights..",
              "io.tidemark.forecast..",
              "io.tidemark.audit..",
              "io.tidemark.report..")
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("org.apache.spark.sql.SparkSession")
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("org.apache.spark.sql.classic.SparkSession")
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("org.apache.spark.sql.DataFrameReader")
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("org.apache.spark.sql.DataFrameWriter")
          .orShould()
          .callMethod(java.time.Instant.class, "now")
          .orShould()
          .callMethod(java.time.LocalDate.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .allowEmptyShould(true);

  /** A text made by the locale of the machine differs between machines, file names included. */
  @ArchTest
  static final ArchRule everyTextNamesItsLocale =
      noClasses()
          .should()
          .callMethod(String.class, "format", String.class, Object[].class)
          .orShould()
          .callMethod(String.class, "formatted", Object[].class)
          .orShould()
          .callMethod(String.class, "toLowerCase")
          .orShould()
          .callMethod(String.class, "toUpperCase")
          .orShould()
          .callMethod(PrintStream.class, "printf", String.class, Object[].class)
          .orShould()
          .callMethod(PrintStream.class, "format", String.class, Object[].class)
          .orShould()
          .callMethod(PrintWriter.class, "printf", String.class, Object[].class)
          .orShould()
          .callMethod(PrintWriter.class, "format", String.class, Object[].class)
          .orShould()
          .callMethod(DateTimeFormatter.class, "ofPattern", String.class)
          .orShould()
          .callConstructor(Formatter.class)
          .orShould()
          .callConstructor(SimpleDateFormat.class, String.class)
          .orShould()
          .callConstructor(DecimalFormat.class, String.class);

  @ArchTest
  static void everySimpleNameIsDeclaredOnce(JavaClasses classes) {
    Map<String, Long> declarations =
        classes.stream()
            .filter(type -> !type.isNestedClass() && !type.isAnonymousClass())
            .collect(groupingBy(JavaClass::getSimpleName, counting()));
    declarations.values().removeIf(count -> count == 1);
    assertThat(declarations).isEmpty();
  }

  @ArchTest
  static final ArchRule tablesAndErrorsStandBelowEverything =
      noClasses()
          .that()
          .resideInAnyPackage("io.tidemark.tables..", "io.tidemark.errors..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.tidemark",
              "io.tidemark.config..",
              "io.tidemark.source..",
              "io.tidemark.staging..",
              "io.tidemark.mrr..",
              "io.tidemark.warehouse..",
              "io.tidemark.export..",
              "io.tidemark.relational..",
              "io.tidemark.query..",
              "io.tidemark.run..",
              "io.tidemark.cli..");
}
