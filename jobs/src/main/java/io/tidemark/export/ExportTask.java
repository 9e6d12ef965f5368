package io.tidemark.export;

import io.tidemark.tables.Table;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.util.SerializableConfiguration;

/** Writes the rows of a partition, sorted like their files, with an {@link ExportWriter}. */
record ExportTask(
    Table table,
    FileSchema schema,
    String folder,
    ExportFile.Formats formats,
    Broadcast<SerializableConfiguration> hadoop)
    implements MapPartitionsFunction<Row, ExportFile> {
  @Override
  public Iterator<ExportFile> call(Iterator<Row> rows) throws IOException {
    ExportWriter writer = new ExportWriter(table, schema, folder, hadoop.value().value());
    return List.of(writer.write(rows, formats)).iterator();
  }
}
