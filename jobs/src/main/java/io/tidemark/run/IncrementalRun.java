package io.tidemark.run;

import io.tidemark.audit.Audit;
import io.tidemark.audit.Audits;
import io.tidemark.mrr.restate.CommonDays;
import io.tidemark.mrr.restate.RestatementCauses;
import io.tidemark.mrr.restate.RestatementCauses.Held;
import io.tidemark.mrr.restate.Restatements;
import io.tidemark.source.SourceData;
import io.tidemark.source.profile.FileKind;
import io.tidemark.staging.MergedRecords;
import io.tidemark.tables.MrrTables;
import io.tidemark.tables.RestatementTables;
import io.tidemark.tables.StagingTables;
import io.tidemark.tables.Table;
import io.tidemark.warehouse.RunFingerprint;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Takes over records from the previous run and compares the figures of both runs. */
final class IncrementalRun {
  private final Optional<PreviousRun> earlier;

  /**
   * Creates an incremental run.
   *
   * @param earlier the run to build on
   */
  IncrementalRun(Optional<PreviousRun> earlier) {
    this.earlier = earlier;
  }

  /** Returns the records of all files: the new ones and those ingested before. */
  Dataset<Row> merged(Table table, Dataset<Row> fresh, Dataset<Row> files) {
    return before(table)
        .map(run -> MergedRecords.of(table, run.table(table), fresh, files))
        .orElse(fresh);
  }

  /** Returns whether the merged records of a kind are known to have unique ids. */
  boolean isUnrepeated(Table table, FileKind kind, SourceData source) {
    return source.unrepeated().contains(kind) && before(table).isEmpty();
  }

  private Optional<PreviousRun> before(Table table) {
    return earlier.filter(run -> run.has(table));
  }

  /** Returns {@link RestatementTables#RESTATEMENTS}; empty without a previous run. */
  Optional<Dataset<Row>> restatements(RunFingerprint basis, Map<Table, Dataset<Row>> tables) {
    return earlier.map(run -> restatements(run, basis, tables));
  }

  /** Returns the audits that the restatements add up to the difference of the two runs. */
  List<Audit> audits(RunFingerprint basis, Map<Table, Dataset<Row>> tables) {
    return earlier.stream()
        .<Audit>map(
            run ->
                Audits.restatementsAddUp(
                    run.dailyMrr(),
                    tables.get(MrrTables.DAILY_MRR),
                    tables.get(RestatementTables.RESTATEMENTS),
                    common(run, basis)))
        .toList();
  }

  private static Dataset<Row> restatements(
      PreviousRun run, RunFingerprint basis, Map<Table, Dataset<Row>> tables) {
    Held held =
        new Held(
            tables.get(StagingTables.INVOICES),
            tables.get(StagingTables.CUSTOMERS),
            tables.get(MrrTables.MRR_LAYERS));
    return Restatements.of(
        run.dailyMrr(),
        run.table(MrrTables.CUSTOMER_MRR),
        tables.get(MrrTables.DAILY_MRR),
        tables.get(MrrTables.CUSTOMER_MRR),
        RestatementCauses.of(held(run), held, run.basis().dataThrough()),
        run.basis().causeForAll(basis),
        common(run, basis));
  }

  private static CommonDays common(PreviousRun run, RunFingerprint basis) {
    return run.basis().commonDays(basis);
  }

  private static Held held(PreviousRun run) {
    return new Held(
        run.table(StagingTables.INVOICES),
        run.table(StagingTables.CUSTOMERS),
        run.table(MrrTables.MRR_LAYERS));
  }
}
