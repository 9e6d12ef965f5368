package io.tidemark.source.csv;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.commons.io.input.BoundedInputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;

/** The rows of a part of a file, read lazily. */
final class ChunkRows implements Iterator<Row> {
  private final Chunk chunk;
  private final CsvRecordReader records;
  private final CheckedRecordReader judged;
  private final RecordMapper maker;
  private CheckedRecord next;
  private long checksum;

  /**
   * Opens the part and reads its first record.
   *
   * @throws IOException if the file cannot be read
   */
  ChunkRows(Chunk chunk, ValueParser values, Configuration hadoop) throws IOException {
    this.chunk = chunk;
    InputFile input = new InputFile(new Path(chunk.path()), chunk.file());
    InputStream bytes =
        BoundedInputStream.builder()
            .setInputStream(input.openAt(chunk.offset(), hadoop))
            .setMaxCount(chunk.length())
            .get();
    this.records =
        new CsvRecordReader(
            bytes, chunk.file(), chunk.layout().separator(), chunk.offset(), chunk.linesBefore());
    this.judged = new CheckedRecordReader(records, chunk.layout());
    this.maker = new RecordMapper(chunk.layout(), chunk.file(), chunk.fileOrder(), values);
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
    Row row = maker.row(next);
    try {
      advance();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return row;
  }

  /** Closes the file, at its end or before. */
  void close() {
    try {
      records.close();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private void advance() throws IOException {
    next = judged.next();
    if (next != null) {
      checksum = Chunk.extended(checksum, next.record());
      return;
    }
    if (checksum != chunk.checksum()) {
      throw FileValidator.changed(chunk.file());
    }
    records.close();
  }
}
