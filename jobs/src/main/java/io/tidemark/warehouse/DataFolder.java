package io.tidemark.warehouse;

import io.tidemark.tables.Table;
import java.io.IOException;
import java.io.Serializable;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.util.SerializableConfiguration;

/**
 * The place where tasks write the data files of a Delta table.
 *
 * @param folder the address of the table
 * @param hadoop the configuration with which tasks open files
 */
public record DataFolder(
    Table table, FileSchema schema, String folder, Broadcast<SerializableConfiguration> hadoop)
    implements FlatMapFunction<Iterator<InternalRow>, DataFile>, Serializable {

  /** Opens a new file. */
  public DataFileWriter newFile() throws IOException {
    return new DataFileWriter(table, schema, folder, hadoop.value().value());
  }

  /** Writes the rows of a partition to one file; writes none for a partition without rows. */
  @Override
  public Iterator<DataFile> call(Iterator<InternalRow> rows) throws IOException {
    if (!rows.hasNext()) {
      return Collections.emptyIterator();
    }
    try (DataFileWriter file = newFile()) {
      while (rows.hasNext()) {
        file.write(rows.next());
      }
      return List.of(file.finish()).iterator();
    }
  }
}
