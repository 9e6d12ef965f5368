package io.tidemark.staging;

import io.tidemark.source.IngestedFile;
import io.tidemark.tables.RowBuilder;
import io.tidemark.tables.StagingTables;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;

/** The account of every file: scanned rows and amounts by status. */
public final class SourceFiles {
  private SourceFiles() {}

  /**
   * Returns the rows of {@link StagingTables#SOURCE_FILES}, one per file and currency. A file
   * without rows has one row of zeros.
   *
   * @throws ArithmeticException if a sum of amounts does not fit into 64 bits
   */
  public static List<Row> of(RecordSums sums, List<IngestedFile> files) {
    RowBuilder row = RowBuilder.of(StagingTables.SOURCE_FILES);
    List<Row> rows = new ArrayList<>();
    for (IngestedFile file : files) {
      for (FileAccounts.Account account : sums.accounts().of(file.file())) {
        row.set("source_file", file.file())
            .set("kind", file.kind())
            .set("sha256", file.sha256())
            .set("size_bytes", file.sizeBytes())
            .set("currency", account.currency())
            .set("file_rows", file.records())
            .set("unreadable_rows", account.unreadableRows())
            .set("largest_minor", account.largestMinor());
        long scannedRows = 0;
        long scannedMinor = 0;
        for (RecordStatus status : RecordStatus.values()) {
          row.set(status.text() + "_rows", account.rows(status))
              .set(status.text() + "_minor", account.minor(status));
          scannedRows += account.rows(status);
          scannedMinor = Math.addExact(scannedMinor, account.minor(status));
        }
        rows.add(row.set("scanned_rows", scannedRows).set("scanned_minor", scannedMinor).build());
      }
    }
    return rows;
  }
}
