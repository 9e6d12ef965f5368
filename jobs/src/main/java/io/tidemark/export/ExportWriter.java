package io.tidemark.export;

import io.tidemark.tables.Column;
import io.tidemark.tables.Money;
import io.tidemark.tables.Table;
import io.tidemark.warehouse.ColumnFile;
import io.tidemark.warehouse.DataFile;
import io.tidemark.warehouse.FileSchema;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Writes rows of a table in the order of its key as Parquet and, if there are not too many, as CSV
 * without a header. Converts amounts to major units. File names are unique, so that a task that
 * runs twice does not overwrite its own files.
 */
final class ExportWriter implements AutoCloseable {
  private final Table table;
  private final int currency;
  private final boolean[] isAmount;
  private final Path parquetPath;
  private final Path csvPath;
  private final FileSystem files;
  private final DuplicateKeyScan keys;
  private final ColumnFile parquet;
  private final CsvFile csv;
  private long rows;
  private boolean isClosed;

  /**
   * Creates the files.
   *
   * @param schema the schema of the published columns
   * @param folder the folder of the table, on the driver's disk or in a store
   */
  ExportWriter(
      Table table,
      FileSchema schema,
      String folder,
      ExportFile.Formats formats,
      Configuration hadoop)
      throws IOException {
    this.table = table;
    List<String> names = table.columns().stream().map(Column::name).toList();
    this.currency = names.indexOf("currency");
    this.isAmount = new boolean[names.size()];
    for (int column = 0; column < isAmount.length; column++) {
      isAmount[column] = Money.isMinor(names.get(column));
    }
    this.keys = new DuplicateKeyScan(table);
    String id = UUID.randomUUID().toString();
    this.parquetPath = new Path(folder, "part-" + id);
    this.csvPath = new Path(folder, "rows-" + id);
    this.files = csvPath.getFileSystem(hadoop);
    this.parquet =
        formats.hasParquet()
            ? new ColumnFile(parquetPath, schema, ColumnFile.Sizes.LOOK_UP, hadoop)
            : null;
    this.csv = formats.hasCsv() ? new CsvFile(files.create(csvPath, false)) : null;
  }

  /**
   * Writes a row.
   *
   * @param values the table's columns as declared, with dates and times of {@code java.time}
   * @throws IllegalStateException if a column that is never null is null
   */
  void write(Object[] values) throws IOException {
    Object[] published = published(values);
    keys.see(published);
    rows++;
    if (parquet != null) {
      parquet.write(published);
    }
    if (csv != null && rows <= Exports.MOST_CSV_ROWS) {
      csv.write(published);
    }
  }

  /**
   * Completes the files.
   *
   * @param delta the data file with the same rows; null if there is none
   */
  ExportFile finish(DataFile delta) throws IOException {
    close();
    boolean isCsvWhole = csv != null && rows <= Exports.MOST_CSV_ROWS;
    if (csv != null && !isCsvWhole) {
      files.delete(csvPath, false);
    }
    return new ExportFile(
        parquet == null ? null : parquetPath.getName(),
        isCsvWhole ? csvPath.getName() : null,
        delta,
        rows,
        keys.copies(),
        keys.example());
  }

  @Override
  public void close() throws IOException {
    if (isClosed) {
      return;
    }
    isClosed = true;
    try (parquet) {
      if (csv != null) {
        csv.close();
      }
    }
  }

  private Object[] published(Object[] values) {
    Object[] published = new Object[values.length];
    for (int index = 0; index < values.length; index++) {
      Column column = table.columns().get(index);
      Object value = values[index];
      if (value == null && !column.nullable()) {
        throw new IllegalStateException(table.name() + ": " + column.name() + " is null");
      }
      published[index] =
          isAmount[index] && value != null
              ? Money.major((Long) value, currency < 0 ? null : (String) values[currency])
              : value;
    }
    return published;
  }
}
