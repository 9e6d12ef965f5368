package io.tidemark.export;

import io.tidemark.tables.Column;
import io.tidemark.tables.Money;
import io.tidemark.tables.Table;
import java.io.IOException;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;

/**
 * Writes rows of a table in the order of its key as Parquet and, if there are not too many, as CSV
 * without a header. Converts amounts to major units.
 */
final class ExportWriter {
  private final Table table;
  private final FileSchema schema;
  private final String folder;
  private final Configuration hadoop;
  private final int currency;
  private final boolean[] isAmount;

  /**
   * Creates a writer.
   *
   * @param schema the schema of the published columns
   * @param folder the folder of the table, on the driver's disk or in a store
   */
  ExportWriter(Table table, FileSchema schema, String folder, Configuration hadoop) {
    this.table = table;
    this.schema = schema;
    this.folder = folder;
    this.hadoop = hadoop;
    List<String> names = table.columns().stream().map(Column::name).toList();
    this.currency = names.indexOf("currency");
    this.isAmount = new boolean[names.size()];
    for (int column = 0; column < isAmount.length; column++) {
      isAmount[column] = Money.isMinor(names.get(column));
    }
  }

  /**
   * Writes the files. Their names are unique, so that a task that runs twice does not overwrite its
   * own files.
   *
   * @param rows the table's columns as declared, sorted like the files; dates and times may be days
   *     and microseconds since 1970
   * @throws IllegalStateException if a column that is never null is null
   */
  ExportFile write(Iterator<Row> rows, ExportFile.Formats formats) throws IOException {
    String id = UUID.randomUUID().toString();
    Path parquetPath = new Path(folder, "part-" + id);
    Path csvPath = new Path(folder, "rows-" + id);
    FileSystem files = csvPath.getFileSystem(hadoop);
    DuplicateKeyScan keys = new DuplicateKeyScan(table);
    long count = 0;
    try (ColumnFile parquet =
            formats.hasParquet()
                ? new ColumnFile(parquetPath, schema, ColumnFile.Sizes.LOOK_UP, hadoop)
                : null;
        CsvFile csv = formats.hasCsv() ? new CsvFile(files.create(csvPath, false)) : null) {
      while (rows.hasNext()) {
        Object[] values = published(rows.next());
        keys.see(values);
        count++;
        if (parquet != null) {
          parquet.write(values);
        }
        if (csv != null && count <= Exports.MOST_CSV_ROWS) {
          csv.write(values);
        }
      }
    }
    boolean isCsvWhole = formats.hasCsv() && count <= Exports.MOST_CSV_ROWS;
    if (formats.hasCsv() && !isCsvWhole) {
      files.delete(csvPath, false);
    }
    return new ExportFile(
        formats.hasParquet() ? parquetPath.getName() : null,
        isCsvWhole ? csvPath.getName() : null,
        count,
        keys.copies(),
        keys.example());
  }

  private Object[] published(Row row) {
    Object[] values = new Object[isAmount.length];
    for (int index = 0; index < values.length; index++) {
      Column column = table.columns().get(index);
      Object value = row.get(index);
      if (value == null && !column.nullable()) {
        throw new IllegalStateException(table.name() + ": " + column.name() + " is null");
      }
      values[index] =
          isAmount[index] && value != null
              ? Money.major((Long) value, currency < 0 ? null : row.getString(currency))
              : plain(column, value);
    }
    return values;
  }

  private static Object plain(Column column, Object value) {
    if (value instanceof Date date) {
      return date.toLocalDate();
    }
    if (value instanceof Timestamp time) {
      return time.toInstant();
    }
    if (value instanceof Integer days && column.type().equals(Table.DATE)) {
      return LocalDate.ofEpochDay(days);
    }
    return value instanceof Long micros && column.type().equals(Table.TIMESTAMP)
        ? Instant.EPOCH.plus(micros, ChronoUnit.MICROS)
        : value;
  }
}
