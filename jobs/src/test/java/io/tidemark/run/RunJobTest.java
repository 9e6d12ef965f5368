package io.tidemark.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.cli.QuietConsole;
import io.tidemark.config.Policy;
import io.tidemark.source.Sources;
import io.tidemark.testing.Export;
import io.tidemark.testing.TestRequest;
import io.tidemark.testing.TestSpark;
import io.tidemark.warehouse.PublishedRuns;
import io.tidemark.warehouse.Runs.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run decides under its lock, and what it does before its last step. */
class RunJobTest {
  private static final Jobs JOBS = new Jobs();

  @TempDir private static Path folder;
  private static Path warehouse;
  private static Run first;

  @BeforeAll
  static void aBusinessIsPublished() {
    warehouse = folder.resolve("warehouse");
    TestSpark.session().sparkContext().addSparkListener(JOBS);
    first = run(export("business"), Optional.empty());
    TestSpark.session().sparkContext().removeSparkListener(JOBS);
  }

  @Test
  void whatMayFailIsDoneBeforeReadersSeeTheRun() throws IOException {
    long published = Files.getLastModifiedTime(warehouse.resolve("CURRENT")).toMillis();

    assertThat(JOBS.startedAt).isNotEmpty().allMatch(time -> time <= published);
  }

  @Test
  @DisplayName("The steps that a first run announces are those that it performs")
  void announcedStepsArePerformed() {
    PublishedRuns runs = PublishedRuns.of(warehouse);
    Set<String> performed =
        new TreeSet<>(runs.manifest(runs.current().orElseThrow()).seconds().keySet());
    // The manifest is written by this step.
    performed.add("publishing");
    RunRequest request =
        request(export("business"), Optional.empty(), warehouse, Policy.defaults());

    assertThat(RunSteps.of(request, Map.of())).containsOnlyKeys(performed);
  }

  /** One that names no file may be started on an empty warehouse, and get the lock later. */
  @Test
  void theSampleIsNeverAddedToABusiness() {
    Sources.Named nothing = new Sources.Named(List.of(), List.of(), List.of());

    Run second = run(nothing, Optional.of(export("sample")));

    assertThat(second.id()).isEqualTo(first.id());
    assertThat(PublishedRuns.of(warehouse).newestFirst()).hasSize(1);
  }

  @Test
  @DisplayName("Above relational.max_rows a run makes no copy, and its manifest tells how to")
  void noCopyOfManyRows() {
    Path other = folder.resolve("many rows");
    Policy policy = Policy.of(Map.of("relational.max_rows", "3"));

    Run run = run(export("large"), Optional.empty(), other, policy);

    assertThat(first.folder().resolve("relational/tidemark.mv.db")).exists();
    assertThat(relational(warehouse)).isEqualTo("h2");
    assertThat(run.folder().resolve("relational")).doesNotExist();
    assertThat(relational(other))
        .matches(
            "No relational copy was made: \\d+ rows are more than relational.max_rows \\(3\\)."
                + " To make it: tidemark load "
                + run.id());
  }

  private static String relational(Path warehouse) {
    PublishedRuns runs = PublishedRuns.of(warehouse);
    return runs.manifest(runs.current().orElseThrow()).relational();
  }

  /** When Spark started its jobs. */
  private static final class Jobs extends SparkListener {
    private final Set<Long> startedAt = Collections.synchronizedSet(new TreeSet<>());

    @Override
    public void onJobStart(SparkListenerJobStart job) {
      startedAt.add(job.time());
    }
  }

  private static Sources.Named export(String customer) {
    String invoices =
        Export.write(
            folder,
            customer + ".csv",
            Export.MINIMAL_HEADER,
            "in_1_%1$s,%1$s,sub_%1$s,paid,EUR,100.00,,,100.00,2025-01-01 0:00,2025-01-01 0:00,2025-02-01 0:00"
                .formatted(customer),
            "in_2_%1$s,%1$s,,paid,EUR,1.00,,,1.00,2025-02-02 12:00,,".formatted(customer));
    return new Sources.Named(List.of(invoices), List.of(), List.of());
  }

  private static Run run(Sources.Named named, Optional<Sources.Named> sample) {
    return run(named, sample, warehouse, Policy.defaults());
  }

  private static Run run(
      Sources.Named named, Optional<Sources.Named> sample, Path warehouse, Policy policy) {
    RunRequest options = request(named, sample, warehouse, policy);
    return new RunJob(TestSpark.session(), options, QuietConsole.console()).run();
  }

  private static RunRequest request(
      Sources.Named named, Optional<Sources.Named> sample, Path warehouse, Policy policy) {
    return TestRequest.of(named, "stripe", warehouse, policy, Optional.empty(), sample);
  }
}
