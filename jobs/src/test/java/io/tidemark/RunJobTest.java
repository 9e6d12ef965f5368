package io.tidemark;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.cli.QuietTalk;
import io.tidemark.config.Policy;
import io.tidemark.source.Sources;
import io.tidemark.testing.Export;
import io.tidemark.testing.TestSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run does before its last step. */
class RunJobTest {
  private static final Jobs JOBS = new Jobs();

  @TempDir private static Path folder;
  private static Path warehouse;

  @BeforeAll
  static void aBusinessIsPublished() {
    warehouse = folder.resolve("warehouse");
    TestSpark.session().sparkContext().addSparkListener(JOBS);
    run(export("business"));
    TestSpark.session().sparkContext().removeSparkListener(JOBS);
  }

  @Test
  void whatMayFailIsDoneBeforeReadersSeeTheRun() throws IOException {
    long published = Files.getLastModifiedTime(warehouse.resolve("CURRENT")).toMillis();

    assertThat(JOBS.startedAt).isNotEmpty().allMatch(time -> time <= published);
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

  private static void run(Sources.Named named) {
    RunOptions options =
        new RunOptions(
            named.invoices(),
            named.customers(),
            named.adjustments(),
            "stripe",
            warehouse,
            Policy.defaults(),
            Optional.empty(),
            Optional.empty(),
            false);
    new RunJob(TestSpark.session(), options, QuietTalk.talk()).run();
  }
}
