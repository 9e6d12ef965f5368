package io.tidemark.run;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sum;

import io.tidemark.config.FxSettings;
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
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Summarizes a run at its end: the figures, what was left out, and where the results are. */
public final class RunSummary {
  private static final int MOST_REASONS = 5;

  private RunSummary() {}

  /**
   * Returns the lines to print.
   *
   * @param tables the published tables
   * @param policy the policy with the conversion settings
   * @param runFolder the folder of the results
   */
  public static List<String> of(
      Map<Table, Dataset<Row>> tables, Policy policy, LocalDate asOf, Path runFolder) {
    List<String> lines = new ArrayList<>();
    lines.add("MRR on " + asOf);
    lines.addAll(figures(tables.get(MrrTables.DAILY_MRR), asOf, converted(policy, asOf)));
    Dataset<Row> found = tables.get(StagingTables.DATA_QUALITY);
    List<String> fileWide = findings(found.where(col("is_file_wide")));
    if (!fileWide.isEmpty()) {
      lines.add(QualityCheck.FILE_WIDE_TITLE);
      lines.addAll(fileWide);
    }
    lines.add("Read");
    lines.addAll(files(tables.get(StagingTables.SOURCE_FILES)));
    lines.addAll(rejects(tables.get(StagingTables.REJECTS)));
    Column isOfRows = not(col("is_file_wide"));
    lines.addAll(findings(found.where(isOfRows.and(col("severity").equalTo("warning")))));
    lines.add("Excluded from MRR, by reason");
    lines.addAll(exclusions(tables.get(AuditTables.RECONCILIATION)));
    lines.add("Written to " + runFolder);
    String relational = Files.exists(RelationalFolder.of(runFolder)) ? "relational, " : "";
    lines.add("  report/index.html, exports/csv, exports/parquet, " + relational + "manifest.json");
    return lines;
  }

  private static List<String> figures(Dataset<Row> dailyMrr, LocalDate asOf, String converted) {
    return dailyMrr
        .where(col("date").equalTo(lit(asOf)))
        .orderBy("is_converted", "currency")
        .select(
            "currency", "mrr_minor", "customers", "implied_share", "pending_share", "is_converted")
        .collectAsList()
        .stream()
        .map(
            row ->
                String.format(
                    Locale.ROOT,
                    "  %22s  %,8d customers%s%s%s",
                    Currencies.text(row.getLong(1), row.getString(0)),
                    row.getLong(2),
                    share(row, 3, "implied"),
                    share(row, 4, "pending"),
                    row.getBoolean(5) ? converted : ""))
        .toList();
  }

  private static String converted(Policy policy, LocalDate asOf) {
    String rates =
        policy.get(FxSettings.MODE) == FxSettings.Mode.DAILY
            ? "at daily exchange rates"
            : "at exchange rates of " + FxSettings.constantOn(policy, asOf);
    return "  (all currencies, converted " + rates + ")";
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
                  printable(example.getString(2)),
                  printable(example.getString(3)));
            })
        .toList();
  }

  private static List<String> findings(Dataset<Row> dataQuality) {
    return dataQuality
        .orderBy(col("severity").desc(), col("check"))
        .select("check", "rows", "what", "example", "severity")
        .collectAsList()
        .stream()
        .map(
            row ->
                String.format(
                    Locale.ROOT,
                    "  %s %s: %,d. %s%s",
                    row.getString(4),
                    row.getString(0),
                    row.getLong(1),
                    row.getString(2),
                    row.isNullAt(3) ? "" : ", e.g. " + printable(row.getString(3))))
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

  private static String share(Row row, int index, String name) {
    boolean none = row.isNullAt(index) || row.getDouble(index) == 0;
    return none ? "" : String.format(Locale.ROOT, "  %.1f %% %s", 100 * row.getDouble(index), name);
  }

  /** Escapes a value of a file, so that it cannot forge lines or colors in a terminal. */
  private static String printable(String value) {
    return value == null ? "" : Printable.escaped(value);
  }
}
