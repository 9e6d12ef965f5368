package io.tidemark.run;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sum;

import io.tidemark.config.FxSettings;
import io.tidemark.config.Policy;
import io.tidemark.errors.Printable;
import io.tidemark.tables.AuditTables;
import io.tidemark.tables.Currencies;
import io.tidemark.tables.MrrTables;
import io.tidemark.tables.QualityCheck;
import io.tidemark.tables.StagingTables;
import io.tidemark.tables.Table;
import io.tidemark.util.Percent;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.commons.text.WordUtils;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Summarizes a run at its end in about ten lines of at most 80 characters: the figures, what
 * affects all of them, what was left out, and where the report is. {@link RunDetails} has more.
 */
public final class RunSummary {
  private static final int WIDTH = 76;

  /** The findings that concern single rows and may make a figure wrong. */
  static final Column ROW_WARNINGS =
      not(col("is_file_wide")).and(col("severity").equalTo("warning"));

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
    List<String> lines = new ArrayList<>(figures(tables.get(MrrTables.DAILY_MRR), policy, asOf));
    Dataset<Row> found = tables.get(StagingTables.DATA_QUALITY);
    addUnlessEmpty(
        lines, QualityCheck.FILE_WIDE_TITLE, wrapped(findings(found.where(col("is_file_wide")))));
    lines.add(read(tables.get(StagingTables.SOURCE_FILES)));
    lines.addAll(excluded(tables.get(AuditTables.RECONCILIATION)));
    lines.addAll(warnings(found.where(ROW_WARNINGS)));
    lines.add("Report: " + runFolder.resolve("report").resolve("index.html"));
    return lines;
  }

  static void addUnlessEmpty(List<String> lines, String title, List<String> items) {
    if (!items.isEmpty()) {
      lines.add(title);
      lines.addAll(items);
    }
  }

  private static List<String> wrapped(List<String> lines) {
    return lines.stream()
        .flatMap(line -> ("  " + WordUtils.wrap(line.strip(), WIDTH, "\n    ", false)).lines())
        .toList();
  }

  static List<String> figures(Dataset<Row> dailyMrr, Policy policy, LocalDate asOf) {
    List<Row> rows =
        dailyMrr
            .where(col("date").equalTo(lit(asOf)))
            .orderBy("is_converted", "currency")
            .select(
                "currency",
                "mrr_minor",
                "customers",
                "implied_share",
                "pending_share",
                "is_converted")
            .collectAsList();
    boolean isConverted = rows.stream().anyMatch(row -> row.getBoolean(5));
    List<String> lines = new ArrayList<>();
    lines.add("MRR on " + asOf + (isConverted ? " (total at " + rates(policy, asOf) + ")" : ""));
    for (Row row : rows) {
      lines.add(
          String.format(
              Locale.ROOT,
              "  %18s  %,8d customers%s%s%s",
              Currencies.text(row.getLong(1), row.getString(0)),
              row.getLong(2),
              row.getBoolean(5) ? "  total" : "",
              share(row, 3, "implied"),
              share(row, 4, "pending")));
    }
    return lines;
  }

  private static String rates(Policy policy, LocalDate asOf) {
    return policy.get(FxSettings.MODE) == FxSettings.Mode.DAILY
        ? "daily exchange rates"
        : "exchange rates of " + FxSettings.constantOn(policy, asOf);
  }

  private static String read(Dataset<Row> sourceFiles) {
    List<Row> kinds =
        sourceFiles
            .groupBy("kind")
            .agg(sum("scanned_rows"), sum("rejected_rows"), sum("duplicate_rows"))
            .orderBy(col("kind").desc())
            .collectAsList();
    String counts =
        kinds.stream()
            .map(row -> String.format(Locale.ROOT, "%,d %s", row.getLong(1), row.getString(0)))
            .collect(Collectors.joining(", "));
    return String.format(
        Locale.ROOT,
        "Read %s; %,d rows rejected, %,d duplicates",
        counts,
        kinds.stream().mapToLong(row -> row.getLong(2)).sum(),
        kinds.stream().mapToLong(row -> row.getLong(3)).sum());
  }

  private static List<String> excluded(Dataset<Row> reconciliation) {
    List<Row> excluded =
        reconciliation
            .where(col("part").equalTo("excluded").and(col("invoices").gt(0)))
            .select("line", "invoices")
            .collectAsList();
    long invoices = excluded.stream().mapToLong(row -> row.getLong(1)).sum();
    long reasons = excluded.stream().map(row -> row.getString(0)).distinct().count();
    return invoices == 0
        ? List.of()
        : List.of(
            String.format(
                Locale.ROOT,
                "Excluded from MRR: %,d invoices, for %d reasons (see reconciliation)",
                invoices,
                reasons));
  }

  private static List<String> warnings(Dataset<Row> warnings) {
    List<Row> rows = warnings.orderBy("check").select("check", "rows").collectAsList();
    String checks =
        rows.stream()
            .map(row -> String.format(Locale.ROOT, "%s (%,d)", row.getString(0), row.getLong(1)))
            .collect(Collectors.joining(", "));
    return rows.isEmpty() ? List.of() : List.of("Warnings: " + checks + "; see data_quality");
  }

  static List<String> findings(Dataset<Row> dataQuality) {
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

  private static String share(Row row, int index, String name) {
    boolean none = row.isNullAt(index) || row.getDouble(index) == 0;
    return none ? "" : "  " + Percent.text(row.getDouble(index)) + " " + name;
  }

  /** Escapes a value of a file, so that it cannot forge lines or colors in a terminal. */
  static String printable(String value) {
    return value == null ? "" : Printable.escaped(value);
  }
}
