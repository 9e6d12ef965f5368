package io.tidemark.testing;

import io.tidemark.cli.QuietConsole;
import io.tidemark.config.Policy;
import io.tidemark.run.RunJob;
import io.tidemark.run.RunRequest;
import io.tidemark.source.Sources;
import io.tidemark.tables.Table;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A whole run, from export files to Parquet as any notebook reads it. That it ended says that its
 * books balance and that no fatal audit found an offender.
 */
public final class PublishedRun {
  private final Path folder;

  private PublishedRun(Path folder) {
    this.folder = folder;
  }

  /**
   * Runs at the default policy.
   *
   * @param warehouse a folder of its own
   * @param asOf empty for the last complete day of the data
   * @throws io.tidemark.errors.UserError where the run publishes nothing
   */
  public static PublishedRun of(
      Path warehouse, List<String> invoices, List<String> customers, Optional<LocalDate> asOf) {
    return of(warehouse, invoices, customers, asOf, Policy.defaults());
  }

  /** Runs at a policy. */
  public static PublishedRun of(
      Path warehouse,
      List<String> invoices,
      List<String> customers,
      Optional<LocalDate> asOf,
      Policy policy) {
    RunRequest options =
        TestRequest.of(
            new Sources.Named(invoices, customers, List.of()),
            "stripe",
            warehouse,
            policy,
            asOf,
            Optional.empty());
    return new PublishedRun(
        new RunJob(TestSpark.session(), options, QuietConsole.console()).run().folder());
  }

  /** The rows of a table as exported: amounts in major units, without the suffix. */
  public Dataset<Row> table(Table table) {
    String exported = folder.resolve("exports/parquet").resolve(table.name()).toString();
    return TestSpark.session().read().parquet(exported);
  }
}
