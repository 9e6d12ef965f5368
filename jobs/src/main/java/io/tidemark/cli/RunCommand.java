package io.tidemark.cli;

import io.tidemark.cli.SparkSessions.Session;
import io.tidemark.config.Policy;
import io.tidemark.digest.Digest;
import io.tidemark.digest.DigestFiles;
import io.tidemark.digest.Finding;
import io.tidemark.errors.ExitCode;
import io.tidemark.errors.RunErrors;
import io.tidemark.run.PreviousRun;
import io.tidemark.run.RunJob;
import io.tidemark.run.RunRequest;
import io.tidemark.source.Sources;
import io.tidemark.warehouse.PublishedRuns;
import io.tidemark.warehouse.PublishedRuns.Published;
import io.tidemark.warehouse.Runs.Run;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code run}: computes MRR from files and publishes the run. */
@Command(
    name = "run",
    description =
        "Ingest invoice files, compute MRR and publish the run. Without --invoices, use the files"
            + " already in the warehouse, or the bundled sample if it is empty.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  scripts/tidemark run",
      "  scripts/tidemark run --invoices exports/ --customers customers.csv",
      "  scripts/tidemark run ... --warehouse ~/tidemark --quiet",
      "  scripts/tidemark run ... --as-of 2025-01-31 --set reporting_currency=USD",
      "  scripts/tidemark run ... --known-at 2025-03-31T23:59:59Z",
      "  scripts/tidemark run --invoices july.csv      add a later export",
      "  scripts/tidemark run ... --adjustments adjustments.csv",
      "  scripts/tidemark run ... --fail-on warning,restatement",
      "",
      "The run validates the files, computes MRR, runs the audits and then publishes",
      "all results atomically: readers always see one complete run. Results in the",
      "warehouse:",
      "  latest/report/index.html                     the report, one page",
      "  latest/digest.md, latest/digest.json         the run in brief",
      "  latest/exports/parquet, latest/exports/csv   all tables",
      "  latest/relational                            database for SQL users",
      "  latest/manifest.json                         inputs, policy and audits",
      "Earlier runs are kept: list them with \"runs\", restore one with \"rollback\"."
    })
public final class RunCommand implements Callable<Integer>, SparkCommand.Reader {
  @Mixin private InputOptions files;
  @Mixin private WarehouseOptions warehouse;
  @Mixin private PolicyOptions policy;
  @Mixin private OutputOptions output;

  @Option(
      names = "--as-of",
      paramLabel = "DATE",
      converter = DateConverter.class,
      description = "Last business day to report. Default: the last complete day of the data.")
  private LocalDate asOf;

  @Option(
      names = "--known-at",
      paramLabel = "TIME",
      converter = TimeConverter.class,
      description =
          "Compute the run as of this time (such as 2025-01-31T23:59:59Z): ignore later invoices"
              + " and changes.")
  private Instant knownAt;

  @Option(names = "--full", description = "Recompute everything, even if nothing changed.")
  private boolean full;

  @Option(
      names = "--tables",
      paramLabel = "URI",
      description =
          "Object store folder for the Delta tables, such as s3a://bucket/tidemark. Set it on the"
              + " first run. Default: the warehouse.")
  private String tables;

  @Option(
      names = "--fail-on",
      paramLabel = "LIST",
      split = ",",
      converter = FindingConverter.class,
      completionCandidates = FindingConverter.class,
      description =
          "Publish the run, then exit with code 7 if it has any of these: ${COMPLETION-CANDIDATES}"
              + " (comma-separated).")
  private Set<Finding> failOn = Set.of();

  @Override
  public Integer call() throws IOException {
    Optional<Published> before = PublishedRuns.of(warehouse.warehouse()).current();
    Policy valid =
        OptionsValidator.policy(files, before.isPresent() ? files::further : files::first, policy);
    Sources.Named named = files.further();
    RunRequest options =
        new RunRequest(
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
    try (Console console = output.console();
        Session session = SparkSessions.open(options.warehouse().resolve("delta"))) {
      Run run = new RunJob(session.spark(), options, console).run();
      boolean isNew = before.filter(old -> old.runId().equals(run.id())).isEmpty();
      if (isNew && !failOn.isEmpty()) {
        refuse(run);
      }
    }
    return ExitCode.DONE.value();
  }

  /** Throws the error of a run with findings that the user asked to fail on. */
  private void refuse(Run run) {
    Digest digest = DigestFiles.read(run.folder());
    List<String> found =
        failOn.stream().sorted().flatMap(finding -> finding.in(digest).stream()).toList();
    if (!found.isEmpty()) {
      throw RunErrors.hasFindings(run.id(), found, run.folder().resolve(DigestFiles.TEXT));
    }
  }

  @Override
  public long bytes() {
    return files.bytes() + PreviousRun.bytes(warehouse.warehouse());
  }
}
