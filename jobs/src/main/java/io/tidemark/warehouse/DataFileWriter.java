package io.tidemark.warehouse;

import io.tidemark.tables.Table;
import java.io.IOException;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * Writes rows to a new data file of a Delta table. The name is unique, so that an attempt of a task
 * never writes to the file of another attempt; a file that is not committed is no part of the
 * table.
 */
public final class DataFileWriter implements AutoCloseable {
  private final Path path;
  private final Configuration hadoop;
  private final ColumnFile file;
  private final InternalRowWriter writer;
  private long rows;
  private boolean isClosed;

  DataFileWriter(Table table, FileSchema schema, String folder, Configuration hadoop)
      throws IOException {
    this.path = new Path(folder, "part-" + UUID.randomUUID() + ".parquet");
    this.hadoop = hadoop;
    this.writer = new InternalRowWriter(table);
    this.file = new ColumnFile(path, schema, ColumnFile.Sizes.SCAN, hadoop);
  }

  /**
   * Writes a row.
   *
   * @param row the columns of the table as declared
   * @throws IllegalStateException if a column that is never null is null
   */
  public void write(InternalRow row) throws IOException {
    writer.write(row, file.columns());
    file.endRow();
    rows++;
  }

  /** Completes the file. */
  public DataFile finish() throws IOException {
    close();
    FileStatus status = path.getFileSystem(hadoop).getFileStatus(path);
    return new DataFile(path.getName(), status.getLen(), status.getModificationTime(), rows);
  }

  @Override
  public void close() throws IOException {
    if (!isClosed) {
      isClosed = true;
      file.close();
    }
  }
}
