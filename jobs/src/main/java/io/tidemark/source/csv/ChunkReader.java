package io.tidemark.source.csv;

import io.tidemark.source.profile.ValueFormat;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Iterator;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.util.SerializableConfiguration;
import org.apache.spark.util.TaskCompletionListener;

/** Reads a part of a file on an executor, with the reader that validated it. */
public final class ChunkReader implements FlatMapFunction<Chunk, Row> {
  private static final long serialVersionUID = 1L;

  private final Broadcast<SerializableConfiguration> hadoop;
  private final ValueFormat format;
  private final LocalDate readOn;

  public ChunkReader(
      Broadcast<SerializableConfiguration> hadoop, ValueFormat format, LocalDate readOn) {
    this.hadoop = hadoop;
    this.format = format;
    this.readOn = readOn;
  }

  /**
   * Returns the rows of a part, in order, with the schema {@link RecordMapper#schema}. After the
   * last row it throws a {@link io.tidemark.errors.UserError} if the records differ from the
   * validated ones.
   */
  @Override
  public Iterator<Row> call(Chunk chunk) throws IOException {
    ChunkRows rows = new ChunkRows(chunk, new ValueParser(format, readOn), hadoop.value().value());
    if (TaskContext.get() != null) {
      TaskContext.get().addTaskCompletionListener((TaskCompletionListener) context -> rows.close());
    }
    return rows;
  }
}
