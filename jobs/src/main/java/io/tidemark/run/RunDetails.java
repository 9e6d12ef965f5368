package io.tidemark.run;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.sum;

import io.tidemark.config.Policy;
import io.tidemark.errors.Printable;
import io.tidemark.relational.RelationalFolder;
import io.tidemark.tables.AuditTables;
import io.tidemark.tables.Currencies;
import io.tidemark.tables.MrrTables;
import io.tidemark.tables.QualityCheck;
import io.tidemark.tables.StagingTables;
import io.tidemark.tables.Table;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Summarizes a run in detail, with a line for each file, finding and reason. */
final class RunDetails {
  private static final int MOST_REASONS = 5;

  private RunDetails() {}

  /** Returns the lines; the parameters are those of {@link RunSummary#of}. */
  static List<String> of(
      Map<Table, Dataset<Row>> tables, Policy policy, LocalDate asOf, Path runFolder) {
    List<String> lines =
        new ArrayList<>(RunSummary.figures(tables.get(MrrTables.DAILY_MRR), policy, asOf));
    Dataset<Row> found = tables.get(StagingTables.DATA_QUALITY);
    RunSummary.addUnlessEmpty(
        lines, QualityCheck.FILE_WIDE_TITLE, RunSummary.findings(found.where(col("is_file_wide"))));
    List<String> read = new ArrayList<>(files(tables.get(StagingTables.SOURCE_FILES)));
    read.addAll(rejects(tables.get(StagingTables.REJECTS)));
    read.addAll(RunSummary.findings(found.where(RunSummary.ROW_WARNINGS)));
    RunSummary.addUnlessEmpty(lines, "Read", read);
    RunSummary.addUnlessEmpty(
        lines, "Excluded from MRR, by reason", exclusions(tables.get(AuditTables.RECONCILIATION)));
    lines.add("Written to " + runFolder);
    String relational = Files.exists(RelationalFolder.of(runFolder)) ? "relational, " : "";
    lines.add("  report/index.html, exports/csv, exports/parquet, " + relational + "manifest.json");
    return lines;
  }

  private static List<String> files(Dataset<Row> sourceFiles) {
    return sourceFiles
        .groupBy("source_file", "kind")
        .agg(sum("scanned_rows"), sum("accepted_rows"), sum("rejected_rows"), sum("duplicate_rows"))
        .orderBy("kind", "source_file")
        .collectAsList()
        .stream()
        .map(
            row ->
                String.format(
                    Locale.ROOT,
                    "  %,d %s: %,d accepted, %,d rejected, %,d duplicates  (%s)",
                    row.getLong(2),
                    row.getString(1),
                    row.getLong(3),
                    row.getLong(4),
                    row.getLong(5),
                    Printable.whole(row.getString(0))))
        .toList();
  }

  private static List<String> rejects(Dataset<Row> rejects) {
    Dataset<Row> byReason = RejectedByReason.of(rejects);
    return byReason.limit(MOST_REASONS).collectAsList().stream()
        .map(
            row -> {
              Row example = row.getStruct(2);
              return String.format(
                  Locale.ROOT,
                  "  rejected %s: %,d, e.g. %s line %d, %s \"%s\"",
                  row.getString(0),
                  row.getLong(1),
                  Printable.whole(example.getString(0)),
                  example.getLong(1),
                  RunSummary.printable(example.getString(2)),
                  RunSummary.printable(example.getString(3)));
            })
        .toList();
  }

  private static List<String> exclusions(Dataset<Row> reconciliation) {
    return reconciliation
        .where(col("part").equalTo("excluded").and(col("invoices").gt(0)))
        .orderBy("currency", "position")
        .select("currency", "line", "invoices", "amount_minor")
        .collectAsList()
        .stream()
        .map(
            row ->
                String.format(
                    Locale.ROOT,
                    "  %-22s %,8d invoices %22s",
                    row.getString(1).toUpperCase(Locale.ROOT),
                    row.getLong(2),
                    Currencies.text(row.getLong(3), row.getString(0))))
        .toList();
  }
}
