package io.tidemark.warehouse;

import io.tidemark.errors.Errors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.filter2.compat.FilterCompat;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/** The rows of several Parquet files that match a filter, one file after the other. */
public final class ExportRows implements Iterator<ExportRow>, AutoCloseable {
  private final Iterator<Path> parts;
  private final List<String> columns;
  private final FilterCompat.Filter filter;
  private final Map<Path, ParquetMetadata> footers;
  private Path part;
  private ParquetFileReader file;
  private MessageType schema;
  private RecordReader<Group> group;
  private long rowsLeft;
  private Group next;

  /**
   * Opens the rows.
   *
   * @param columns the columns to read; empty for all columns
   * @param footers the footers of files that were read before; this class adds those of the others
   */
  ExportRows(
      List<Path> parts,
      List<String> columns,
      FilterCompat.Filter filter,
      Map<Path, ParquetMetadata> footers) {
    this.parts = parts.iterator();
    this.columns = columns;
    this.filter = filter;
    this.footers = footers;
  }

  /**
   * Returns whether there is another row.
   *
   * @throws io.tidemark.errors.UserError if a file is damaged
   */
  @Override
  public boolean hasNext() {
    while (next == null && (file != null || parts.hasNext())) {
      try {
        advance();
      } catch (IOException | RuntimeException damaged) {
        throw Errors.warehouseDamaged(part, "It cannot be read: " + damaged.getMessage());
      }
    }
    return next != null;
  }

  @Override
  public ExportRow next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    ExportRow row = new ExportRow(next);
    next = null;
    return row;
  }

  /** Moves to the next row, row group or file. */
  private void advance() throws IOException {
    if (file == null) {
      open(parts.next());
    } else if (rowsLeft > 0) {
      Group row = group.read();
      rowsLeft--;
      next = group.shouldSkipCurrentRecord() ? null : row;
    } else {
      PageReadStore pages = file.readNextFilteredRowGroup();
      if (pages == null) {
        close();
      } else {
        group =
            new ColumnIOFactory()
                .getColumnIO(schema)
                .getRecordReader(pages, new GroupRecordConverter(schema), filter);
        rowsLeft = pages.getRowCount();
      }
    }
  }

  private void open(Path opened) throws IOException {
    part = opened;
    ParquetInput input = new ParquetInput(part);
    ParquetReadOptions options =
        ParquetReadOptions.builder(new PlainParquetConfiguration())
            .withRecordFilter(filter)
            .useDictionaryFilter(false)
            .useBloomFilter(false)
            .usePageChecksumVerification()
            .build();
    ParquetMetadata footer = footers.get(part);
    file =
        footer == null
            ? ParquetFileReader.open(input, options)
            : new ParquetFileReader(input, footer, options, input.newStream());
    footers.put(part, file.getFooter());
    MessageType written = file.getFileMetaData().getSchema();
    List<Type> read =
        written.getFields().stream()
            .filter(field -> columns.isEmpty() || columns.contains(field.getName()))
            .toList();
    schema = new MessageType(written.getName(), read);
    file.setRequestedSchema(schema);
  }

  @Override
  public void close() {
    try {
      if (file != null) {
        file.close();
      }
      file = null;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
