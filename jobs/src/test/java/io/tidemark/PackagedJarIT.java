package io.tidemark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the jar carries beside our own classes, and what it leaves to Spark. */
class PackagedJarIT {
  private static final Path JAR = Path.of("target", "tidemark.jar");
  private static final Path SPARK_JARS = Path.of("target", "spark", "jars");

  /** {@code query} needs them without Spark; beside Spark its own, which are the same, win. */
  private static final Set<String> ALSO_IN_SPARK =
      Set.of("org/apache/commons/lang3/", "org/apache/commons/text/");

  @Test
  void noClassIsInSparkToo() throws IOException {
    Set<String> ofSpark = new HashSet<>();
    try (Stream<Path> jars = Files.list(SPARK_JARS)) {
      jars.forEach(jar -> ofSpark.addAll(classes(jar)));
    }

    Set<String> ofOurs = classes(JAR);
    ofOurs.removeIf(name -> ALSO_IN_SPARK.stream().anyMatch(name::startsWith));
    Set<String> ofBoth = new HashSet<>(ofOurs);
    ofBoth.retainAll(ofSpark);

    assertThat(ofSpark.contains("org/apache/spark/sql/SparkSession.class")).isTrue();
    assertThat(ofBoth).isEmpty();
    assertThat(ofOurs.stream().map(PackagedJarIT::topFolders).distinct())
        .contains("io/tidemark", "io/delta", "org/h2", "org/postgresql", "picocli")
        .doesNotContain(
            "org/apache/hadoop", "org/apache/logging", "com/fasterxml", "scala/collection");
  }

  @Test
  void ourClassesUseOurJacksonAndDeltaUsesSparks() throws IOException {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      assertThat(constants(jar, "io/tidemark/config/PolicyFile.class"))
          .contains("io/tidemark/shaded/jackson/")
          .doesNotContain("com/fasterxml/jackson/");
      assertThat(constants(jar, "org/apache/spark/sql/delta/util/JsonUtils$.class"))
          .contains("com/fasterxml/jackson/")
          .doesNotContain("io/tidemark/shaded/");
    }
  }

  @Test
  void servicesAndLicencesAreMerged() throws IOException {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      assertThat(constants(jar, "META-INF/services/java.sql.Driver").lines())
          .contains("org.h2.Driver", "org.postgresql.Driver");
      assertThat(
              constants(jar, "META-INF/services/org.apache.spark.sql.sources.DataSourceRegister"))
          .contains("org.apache.spark.sql.delta.sources.DeltaDataSource");
      assertThat(constants(jar, "META-INF/LICENSE"))
          .contains("Apache License")
          .contains("PostgreSQL Global Development Group");
    }
  }

  @Test
  void thePolicyIsAResourceAndTheJarStaysSmall() throws IOException {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      assertThat(jar.getEntry("conf/tidemark.yaml")).isNotNull();
      assertThat(jar.getEntry("report/page.html")).isNotNull();
      assertThat(jar.getEntry("report/echarts/dist/echarts.common.min.js")).isNotNull();
      assertThat(constants(jar, "report/echarts/LICENSE")).contains("Apache License");
    }
    assertThat(Files.size(JAR)).isLessThan(25_000_000L);
  }

  @Test
  void noJarOfSparkIsThereInTwoVersions() throws IOException {
    try (Stream<Path> jars = Files.list(SPARK_JARS)) {
      List<String> names =
          jars.map(jar -> jar.getFileName().toString())
              .map(jar -> jar.replaceFirst("-\\d+\\.[0-9.]+(\\.Final|-jre)?(?=[.-])", ""))
              .toList();

      assertThat(names).as("left from an earlier build: mvn clean").doesNotHaveDuplicates();
    }
  }

  @Test
  void theBillOfMaterialsNamesWhatIsUsed() throws IOException {
    Path bill = Path.of("target", "bom.json");
    assumeTrue(Files.exists(bill), "Maven was online: it makes no bill otherwise");

    assertThat(Files.readString(bill))
        .contains("CycloneDX", "pkg:maven/at.yawk.lz4/lz4-java@", "pkg:maven/com.h2database/h2@")
        .doesNotContain("junit");
  }

  private static String topFolders(String name) {
    String[] parts = name.split("/");
    int depth = name.startsWith("org/apache/") ? 3 : name.startsWith("picocli/") ? 1 : 2;
    return String.join("/", List.of(parts).subList(0, depth));
  }

  private static Set<String> classes(Path path) {
    try (JarFile jar = new JarFile(path.toFile())) {
      return jar.stream()
          .map(entry -> entry.getName())
          .filter(name -> name.endsWith(".class") && !name.startsWith("META-INF/"))
          .collect(Collectors.toSet());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static String constants(JarFile jar, String entry) throws IOException {
    byte[] bytes = jar.getInputStream(jar.getJarEntry(entry)).readAllBytes();
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
