package io.tidemark.export;

import io.tidemark.tables.Column;
import io.tidemark.tables.Table;
import io.tidemark.warehouse.DataFileWriter;
import io.tidemark.warehouse.DataFolder;
import io.tidemark.warehouse.FileSchema;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Writes the rows of a partition, sorted like their files, with an {@link ExportWriter}.
 *
 * @param delta where the rows are also written as a data file; null if nowhere
 */
record ExportTask(
    Table table,
    FileSchema schema,
    String folder,
    ExportFile.Formats formats,
    DataFolder delta,
    Broadcast<SerializableConfiguration> hadoop)
    implements FlatMapFunction<Iterator<InternalRow>, ExportFile> {
  @Override
  public Iterator<ExportFile> call(Iterator<InternalRow> rows) throws IOException {
    try (ExportWriter export =
            new ExportWriter(table, schema, folder, formats, hadoop.value().value());
        DataFileWriter data = delta == null || !rows.hasNext() ? null : delta.newFile()) {
      while (rows.hasNext()) {
        InternalRow row = rows.next();
        export.write(values(row));
        if (data != null) {
          data.write(row);
        }
      }
      return List.of(export.finish(data == null ? null : data.finish())).iterator();
    }
  }

  private Object[] values(InternalRow row) {
    Object[] values = new Object[table.columns().size()];
    for (int at = 0; at < values.length; at++) {
      Column column = table.columns().get(at);
      values[at] = row.isNullAt(at) ? null : value(row, at, column.type());
    }
    return values;
  }

  private static Object value(InternalRow row, int at, DataType type) {
    if (type.equals(Table.STRING)) {
      return row.getUTF8String(at).toString();
    }
    if (type.equals(Table.DATE)) {
      return LocalDate.ofEpochDay(row.getInt(at));
    }
    if (type.equals(Table.TIMESTAMP)) {
      return Instant.EPOCH.plus(row.getLong(at), ChronoUnit.MICROS);
    }
    return type instanceof DecimalType decimal
        ? row.getDecimal(at, decimal.precision(), decimal.scale()).toJavaBigDecimal()
        : row.get(at, type);
  }
}
