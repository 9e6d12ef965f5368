package io.tidemark.compare;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.tidemark.compare.ComparisonReport.Difference;
import io.tidemark.errors.Errors;
import io.tidemark.util.SpreadsheetText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/** Writes every difference of a comparison to a CSV file, in UTF-8. */
public final class ComparisonCsv {
  private static final List<String> HEADER =
      List.of(
          "customer_id",
          "month",
          "date",
          "currency",
          "is_converted",
          "published_mrr",
          "other_mrr",
          "difference",
          "cause",
          "detail",
          "recomputed_mrr",
          "is_exact",
          "other_causes");

  private ComparisonCsv() {}

  /**
   * Writes the file and replaces an existing one.
   *
   * @throws io.tidemark.errors.UserError if it cannot be written
   */
  public static void write(ComparisonReport report, Path file) {
    try (CsvWriter writer = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(file)) {
      writer.writeRecord(HEADER);
      report.differences().forEach(row -> writer.writeRecord(cells(row)));
    } catch (IOException | UncheckedIOException failed) {
      throw Errors.unwritable(file, failed.toString());
    }
  }

  private static List<String> cells(Difference row) {
    return List.of(
        SpreadsheetText.of(row.customerId()),
        row.month(),
        row.date().toString(),
        row.currency(),
        Boolean.toString(row.isConverted()),
        row.published().toPlainString(),
        row.other().toPlainString(),
        row.difference().toPlainString(),
        row.cause(),
        SpreadsheetText.of(row.detail()),
        row.recomputed() == null ? "" : row.recomputed().toPlainString(),
        Boolean.toString(row.isExact()),
        String.join(" ", row.otherCauses()));
  }
}
