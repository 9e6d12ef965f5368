package io.tidemark.run;

import io.tidemark.config.FxSettings;
import io.tidemark.config.RelationalSettings;
import io.tidemark.config.Settings;
import io.tidemark.digest.DigestFiles;
import io.tidemark.errors.Printable;
import io.tidemark.export.Publication;
import io.tidemark.export.ReportFile;
import io.tidemark.relational.RelationalRun;
import io.tidemark.relational.RelationalStore;
import io.tidemark.report.Facts;
import io.tidemark.source.IngestLog;
import io.tidemark.source.IngestedFile;
import io.tidemark.source.Remedies;
import io.tidemark.source.SourceData;
import io.tidemark.source.Sources;
import io.tidemark.source.profile.Profile;
import io.tidemark.source.rates.ExchangeRateReader;
import io.tidemark.source.rates.RateFile;
import io.tidemark.tables.RestatementTables;
import io.tidemark.warehouse.BackgroundWork;
import io.tidemark.warehouse.ExportReader;
import io.tidemark.warehouse.Manifest;
import io.tidemark.warehouse.Parallelism;
import io.tidemark.warehouse.Runs;
import io.tidemark.warehouse.Runs.Run;
import io.tidemark.warehouse.TableLocation;
import io.tidemark.warehouse.Warehouse;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;

/** Performs one run, from the lock to the publication. {@link Pipeline} computes the tables. */
public final class RunJob {
  private static final String EXPLAIN =
      "tidemark explain --customer ID  how a customer's MRR follows from its invoices";
  private static final String RUNS =
      "tidemark runs                   list all runs; restore one with rollback";

  private final SparkSession spark;
  private final RunRequest options;
  private final Progress progress;

  public RunJob(SparkSession spark, RunRequest options, Progress progress) {
    this.spark = spark;
    this.options = options;
    this.progress = progress;
  }

  /**
   * Reads, computes, audits and publishes. A failure before the last step changes nothing that
   * readers see.
   *
   * @return the published run
   * @throws io.tidemark.errors.UserError if input is refused, the books do not balance, an audit
   *     fails or another run is using the warehouse
   */
  public Run run() {
    Clock clock = Clock.systemUTC();
    Instant startedAt = clock.instant();
    RunMetadata record = new RunMetadata(options);
    try (Runs runs = Runs.lock(options.warehouse())) {
      TableLocation.settle(options.warehouse(), options.tables()).checkShared(spark);
      recover();
      Profile profile = Profile.parse(Profile.text(options.source()));
      Warehouse tables = new Warehouse(spark, options.warehouse(), "");
      Optional<PreviousRun> earlier = PreviousRun.of(options.warehouse(), tables);
      progress.expect(RunSteps.of(options, earlier.map(PreviousRun::seconds).orElse(Map.of())));
      IngestLog known = earlier.map(PreviousRun::ingestLog).orElse(IngestLog.empty());
      SourceData source =
          progress.step(
              "validating files",
              () ->
                  Sources.read(
                      spark, options.named(earlier.isPresent()), profile, today(clock), known));
      RateFile rates = ExchangeRateReader.read(options.policy().get(FxSettings.RATES), hadoop());
      List<Manifest.Input> inputs = RunMetadata.inputs(source.ingestLog(), rates);
      String identity = record.identity(inputs);
      Optional<PreviousRun> same =
          earlier.filter(run -> run.run().identity().equals(identity) && !options.full());
      if (same.isPresent()) {
        return unchanged(same.get().run());
      }
      Run run = runs.start(startedAt, identity);
      Warehouse warehouse = new Warehouse(spark, options.warehouse(), run.id());
      Parallelism parallelism = Parallelism.of(source.ingestLog().bytes());
      parallelism.tune(spark);
      try (Publication publication = new Publication(warehouse, run.folder(), parallelism)) {
        Pipeline pipeline = new Pipeline(spark, publication, options.policy(), progress, earlier);
        Remedies remedies = new Remedies(options.source(), profile);
        Pipeline.DailyResult result =
            pipeline.compute(source, rates.rows(), options.asOf(), options.knownAt(), remedies);
        RelationalRun row = record.relational(run, result.window());
        Future<String> relational =
            publication.whenExported(RelationalStore.tables(), rows -> write(run, row, rows));
        RunAudits proof = pipeline.answers(result);
        List<Manifest.Check> checks = progress.step("proving", proof::checks);
        PreviousRun.keep(result.basis(), source.ingestLog(), run.folder());
        String copy = progress.step("relational", () -> load(run, relational));
        Facts facts = record.facts(run, result.window(), checks);
        progress.step("report", () -> ReportFile.write(run.folder(), facts));
        LocalDate endsOn = result.window().asOf();
        DigestFiles.write(
            run.folder(),
            identity,
            endsOn,
            facts.reportingCurrency(),
            earlier.map(PreviousRun::asBefore));
        // Before the last step: a failure after it would be reported as if nothing had been
        // published.
        List<String> headline =
            progress.isVerbose()
                ? RunDetails.of(publication.tables(), options.policy(), endsOn, run.folder())
                : RunSummary.of(publication.tables(), options.policy(), endsOn, run.folder());
        Manifest manifest =
            record.manifest(
                run,
                endsOn,
                inputs,
                publication.states(),
                checks,
                progress.seconds(),
                copy,
                spark.version());
        int keptRuns = options.policy().get(Settings.RETENTION_RUNS);
        progress.step("publishing", () -> runs.publish(run, manifest, clock.instant(), keptRuns));
        if (runs.hasRetired()) {
          removeOldData(warehouse);
        }
        headline.forEach(progress::answer);
        if (!copy.equals(store())) {
          progress.answer(copy);
        }
        earlier.ifPresent(before -> tellIncrement(before, manifest));
        progress.done("Published run " + run.id(), EXPLAIN, RUNS);
        return run;
      }
    }
  }

  private void tellIncrement(PreviousRun before, Manifest manifest) {
    List<IngestedFile> files = before.ingestLog().files();
    progress.answer(
        String.format(
            Locale.ROOT,
            "Added to the %d files already in this warehouse (run %s, including %s). Use another"
                + " --warehouse for another business.",
            files.size(),
            before.run().id(),
            Printable.whole(files.get(0).file())));
    long restated = manifest.tables().get(RestatementTables.RESTATEMENTS.name()).rows();
    progress.answer(
        restated == 0
            ? "MRR of published days did not change."
            : String.format(
                Locale.ROOT,
                "MRR of published days changed; see restatements, or by customer: tidemark diff %s"
                    + " %s",
                before.run().id(),
                manifest.runId()));
  }

  /** Reports that the run is unchanged, because files, policy and code are the same. */
  private Run unchanged(Run run) {
    progress.answer("Nothing changed since run " + run.id() + ", which stays current:");
    progress.answer("its files, policy and code are the same. Use --full to recompute anyway.");
    return run;
  }

  private void recover() {
    List<String> restored = Warehouse.recover(spark, options.warehouse());
    if (!restored.isEmpty()) {
      progress.line("  restored to the published version: " + String.join(", ", restored));
    }
    relational().recover(options.warehouse());
  }

  /**
   * Removes data that is no longer read. The run is already published, so the next run removes
   * whatever cannot be removed now.
   */
  private void removeOldData(Warehouse warehouse) {
    try {
      progress.step("removing old data", warehouse::vacuum);
    } catch (RuntimeException left) {
      progress.line("  old data was not removed: " + left.getMessage());
    }
  }

  private RelationalStore relational() {
    String password = System.getenv(RelationalSettings.PASSWORD_VARIABLE);
    return new RelationalStore(options.policy(), Optional.ofNullable(password));
  }

  private String store() {
    return options.policy().get(RelationalSettings.STORE).name().toLowerCase(Locale.ROOT);
  }

  /** Returns the store that contains the copy, or why there is none. */
  private String write(Run run, RelationalRun row, long rows) {
    RelationalStore relational = relational();
    if (relational.isAskedFor(rows)) {
      relational.write(run.folder(), row, ExportReader.ofTables(run.folder()));
    } else if (options.policy().get(RelationalSettings.STORE) != RelationalSettings.Store.NONE) {
      return String.format(
          Locale.ROOT,
          "No relational copy was made: %,d rows are more than relational.max_rows (%,d)."
              + " To make it: tidemark load %s",
          rows,
          options.policy().get(RelationalSettings.MAX_ROWS),
          run.id());
    }
    return store();
  }

  private String load(Run run, Future<String> written) {
    String copy = BackgroundWork.result(written);
    if (copy.equals(store())) {
      relational().load(run.folder());
    }
    return copy;
  }

  private static LocalDate today(Clock clock) {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  private Configuration hadoop() {
    return spark.sparkContext().hadoopConfiguration();
  }
}
