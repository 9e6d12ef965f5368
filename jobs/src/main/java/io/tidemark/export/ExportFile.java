package io.tidemark.export;

import java.io.Serializable;

/**
 * Files of a table that a task or the driver wrote.
 *
 * @param parquet the name of the Parquet file below the folder of the table; null without one
 * @param csv the name of the CSV file; null without one, as where there are too many rows
 * @param copies keys that more than one row has
 * @param example the key of one of them; null where there is none
 */
public record ExportFile(String parquet, String csv, long rows, long copies, String example)
    implements Serializable {
  /** Which files to write. */
  record Formats(boolean hasParquet, boolean hasCsv) implements Serializable {
    static final Formats BOTH = new Formats(true, true);
    static final Formats PARQUET = new Formats(true, false);
    static final Formats CSV = new Formats(false, true);
  }

  /** Returns this file's Parquet with the CSV and the keys of another, which has the same rows. */
  ExportFile withCsvOf(ExportFile other) {
    return new ExportFile(parquet, other.csv, rows, other.copies, other.example);
  }
}
