package io.tidemark.source;

import java.io.IOException;
import java.time.LocalDate;
import java.util.Iterator;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.util.SerializableConfiguration;
import org.apache.spark.util.TaskCompletionListener;

/** Reads a part of a file on an executor, with the reader of the strict pass. */
final class ChunkReader implements FlatMapFunction<Chunk, Row> {
  private static final long serialVersionUID = 1L;

  private final Broadcast<SerializableConfiguration> hadoop;
  private final Format format;
  private final LocalDate readOn;

  ChunkReader(Broadcast<SerializableConfiguration> hadoop, Format format, LocalDate readOn) {
    this.hadoop = hadoop;
    this.format = format;
    this.readOn = readOn;
  }

  /**
   * The rows of a part, in order, as {@link RowMaker#schema} says; its last step throws a {@link
   * io.tidemark.errors.UserError} where the records are no longer those of the strict pass.
   */
  @Override
  public Iterator<Row> call(Chunk chunk) throws IOException {
    ChunkRows rows = new ChunkRows(chunk, new Values(format, readOn), hadoop.value().value());
    if (TaskContext.get() != null) {
      TaskContext.get().addTaskCompletionListener((TaskCompletionListener) context -> rows.close());
    }
    return rows;
  }
}
