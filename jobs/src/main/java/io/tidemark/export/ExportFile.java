package io.tidemark.export;

import io.tidemark.warehouse.DataFile;
import java.io.Serializable;

/**
 * The files of a table that a task or the driver wrote.
 *
 * @param parquet the name of the Parquet file below the folder of the table; null if there is none
 * @param csv the name of the CSV file; null if there is none, for example with too many rows
 * @param delta the data file with the same rows for Delta; null if there is none
 * @param copies the number of keys that more than one row has
 * @param example one of these keys; null if there is none
 */
public record ExportFile(
    String parquet, String csv, DataFile delta, long rows, long copies, String example)
    implements Serializable {
  /** The file formats to write. */
  record Formats(boolean hasParquet, boolean hasCsv) implements Serializable {
    static final Formats BOTH = new Formats(true, true);
    static final Formats PARQUET = new Formats(true, false);
    static final Formats CSV = new Formats(false, true);
  }

  /**
   * Returns this file's Parquet and Delta with the CSV and the keys of another file with the same
   * rows.
   */
  ExportFile withCsvOf(ExportFile other) {
    return new ExportFile(parquet, other.csv, delta, rows, other.copies, other.example);
  }
}
