package io.tidemark.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.commons.io.input.BoundedInputStream;
import org.apache.hadoop.conf.Configuration;
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

  ChunkReader(Broadcast<SerializableConfiguration> hadoop) {
    this.hadoop = hadoop;
  }

  /**
   * The rows of a part, in order, as {@link Layout#schema} says; its last step throws a {@link
   * io.tidemark.errors.UserError} where the bytes are no longer those of the strict pass.
   */
  @Override
  public Iterator<Row> call(Chunk chunk) throws IOException {
    Rows rows = new Rows(chunk, open(chunk, hadoop.value().value()));
    if (TaskContext.get() != null) {
      TaskContext.get().addTaskCompletionListener((TaskCompletionListener) context -> rows.close());
    }
    return rows;
  }

  private static Records open(Chunk chunk, Configuration hadoop) throws IOException {
    BoundedInputStream bytes =
        BoundedInputStream.builder()
            .setInputStream(Input.openAt(hadoop, chunk.path(), chunk.offset()))
            .setMaxCount(chunk.length())
            .get();
    return new Records(
        bytes, chunk.file(), chunk.layout().separator(), chunk.offset(), chunk.linesBefore());
  }

  /** The rows of one part, read as they are asked for. */
  private static final class Rows implements Iterator<Row> {
    private final Chunk chunk;
    private final Records records;
    private RawRecord next;

    Rows(Chunk chunk, Records records) throws IOException {
      this.chunk = chunk;
      this.records = records;
      advance();
    }

    @Override
    public boolean hasNext() {
      return next != null;
    }

    @Override
    public Row next() {
      if (next == null) {
        throw new NoSuchElementException();
      }
      Row row = chunk.layout().row(chunk.file(), chunk.fileOrder(), next);
      try {
        advance();
      } catch (IOException unreadable) {
        throw new UncheckedIOException(unreadable);
      }
      return row;
    }

    private void advance() throws IOException {
      next = records.next();
      if (next == null) {
        if (records.takeChecksum() != chunk.checksum()) {
          throw Scan.changed(chunk.file());
        }
        records.close();
      }
    }

    private void close() {
      try {
        records.close();
      } catch (IOException unreadable) {
        throw new UncheckedIOException(unreadable);
      }
    }
  }
}
