package io.tidemark.cli;

import io.tidemark.RunJob;
import io.tidemark.RunOptions;
import io.tidemark.config.Policy;
import io.tidemark.errors.ExitCode;
import io.tidemark.outputs.Earlier;
import io.tidemark.outputs.PublishedRuns;
import io.tidemark.source.Sources;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code run}: from the files to a published run. */
@Command(
    name = "run",
    description =
        "From the files, added to those taken in before, to a published run; of an empty warehouse"
            + " without files on the sample.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  scripts/tidemark run",
      "  scripts/tidemark run --invoices exports/ --customers customers.csv",
      "  scripts/tidemark run ... --warehouse ~/tidemark --quiet",
      "  scripts/tidemark run ... --as-of 2025-01-31 --set reporting_currency=USD",
      "  scripts/tidemark run ... --known-at 2025-03-31T23:59:59Z",
      "  scripts/tidemark run --invoices july.csv      adds a further export",
      "  scripts/tidemark run ... --adjustments corrections.csv",
      "",
      "Reads files strictly, computes, proves that the books balance, then publishes",
      "all at once: readers see the run before or this one, never a half. In the",
      "warehouse:",
      "  latest/report/index.html                     everything on one page",
      "  latest/exports/parquet, latest/exports/csv   every table",
      "  latest/relational                            the same for SQL: an H2 database",
      "  latest/manifest.json                         inputs, policy, counts, checks",
      "Earlier runs stay: \"runs\" lists them, \"rollback\" makes one current again."
    })
public final class RunCommand implements Callable<Integer>, Launch.Reader {
  @Mixin private InputOptions files;
  @Mixin private WarehouseOptions warehouse;
  @Mixin private PolicyOptions policy;
  @Mixin private TalkOptions talk;

  @Option(
      names = "--as-of",
      paramLabel = "DATE",
      description = "Last business day shown; default: the last complete one of the data.")
  private LocalDate asOf;

  @Option(
      names = "--known-at",
      paramLabel = "TIME",
      description = "Ignore what was written after, e.g. 2025-01-31T23:59:59Z.")
  private Instant knownAt;

  @Option(names = "--full", description = "Publish a run even if nothing has changed.")
  private boolean full;

  @Option(
      names = "--tables",
      paramLabel = "URI",
      description =
          "Folder of a store for the Delta tables, e.g. s3a://bucket/tidemark; given once. Default:"
              + " in the warehouse.")
  private String tables;

  @Override
  public Integer call() throws IOException {
    boolean goesOn = PublishedRuns.of(warehouse.warehouse()).current().isPresent();
    Policy valid = ValidOptions.policy(files, goesOn ? files::further : files::first, policy);
    Sources.Named named = files.further();
    RunOptions options =
        new RunOptions(
            named.invoices(),
            named.customers(),
            named.adjustments(),
            files.source(),
            warehouse.warehouse(),
            valid,
            Optional.ofNullable(asOf),
            Optional.ofNullable(knownAt),
            full,
            Optional.ofNullable(tables),
            files.sample());
    try (SparkSession spark = SparkSessions.open(options.warehouse().resolve("delta"))) {
      new RunJob(spark, options, talk.talk()).run();
    }
    return ExitCode.DONE.value();
  }

  @Override
  public long bytes() {
    return files.bytes() + Earlier.bytes(warehouse.warehouse());
  }
}
