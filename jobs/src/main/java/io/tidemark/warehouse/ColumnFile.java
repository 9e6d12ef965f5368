package io.tidemark.warehouse;

import java.io.IOException;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.CodecFactory;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.util.HadoopOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.spark.sql.execution.datasources.parquet.ParquetReadSupport;

/** Writes a Parquet file value by value, which takes a fraction of the time of writing records. */
public final class ColumnFile implements AutoCloseable {
  private static final int ROWS_BETWEEN_CHECKS = 1_000;

  private final MessageType schema;
  private final String sparkSchema;
  private final PrimitiveType[] types;
  private final ParquetFileWriter file;
  private final CompressionCodecFactory codecs;
  private final ParquetProperties properties;
  private final int groupBytes;
  private ColumnChunkPageWriteStore pages;
  private ColumnWriteStore store;
  private ColumnWriter[] columns;
  private long rows;

  /**
   * The sizes of the parts of a file.
   *
   * @param groupBytes bytes of a row group
   * @param pageRows maximum number of rows in a page
   * @param dictionaryBytes maximum size of a column's dictionary in a row group
   */
  public record Sizes(int groupBytes, int pageRows, int dictionaryBytes) {
    /** Parquet's defaults, for files that are read as a whole. */
    public static final Sizes SCAN =
        new Sizes(
            ParquetWriter.DEFAULT_BLOCK_SIZE,
            ParquetProperties.DEFAULT_PAGE_ROW_COUNT_LIMIT,
            ParquetProperties.DEFAULT_DICTIONARY_PAGE_SIZE);

    /**
     * Sizes for files in which rows are looked up. A lookup decodes one page of each column and the
     * dictionaries of its row group. With Parquet's defaults, a lookup takes three times as long
     * and files are 4 % smaller.
     */
    public static final Sizes LOOK_UP = new Sizes(8 << 20, 1_000, 64 << 10);
  }

  /**
   * Creates the file.
   *
   * @param path the file, which must not exist
   */
  public ColumnFile(Path path, FileSchema schema, Sizes sizes, Configuration hadoop)
      throws IOException {
    this.groupBytes = sizes.groupBytes();
    this.properties =
        ParquetProperties.builder()
            .withPageRowCountLimit(sizes.pageRows())
            .withDictionaryPageSize(sizes.dictionaryBytes())
            .build();
    this.sparkSchema = schema.spark();
    this.schema = schema.message();
    this.types =
        this.schema.getColumns().stream()
            .map(ColumnDescriptor::getPrimitiveType)
            .toArray(PrimitiveType[]::new);
    this.codecs = new CodecFactory(hadoop, ParquetProperties.DEFAULT_PAGE_SIZE);
    this.file =
        new ParquetFileWriter(
            HadoopOutputFile.fromPath(path, hadoop),
            this.schema,
            ParquetFileWriter.Mode.CREATE,
            groupBytes,
            ParquetWriter.MAX_PADDING_SIZE_DEFAULT,
            ParquetProperties.DEFAULT_COLUMN_INDEX_TRUNCATE_LENGTH,
            ParquetProperties.DEFAULT_STATISTICS_TRUNCATE_LENGTH,
            ParquetProperties.DEFAULT_PAGE_WRITE_CHECKSUM_ENABLED);
    file.start();
    beginRowGroup();
  }

  /** Returns the writers of the current row, in the order of the schema. */
  public ColumnWriter[] columns() {
    return columns;
  }

  /**
   * Writes a row.
   *
   * @param values one value for each column, of the types that {@link ColumnValues} accepts
   */
  public void write(Object... values) throws IOException {
    for (int column = 0; column < values.length; column++) {
      ColumnValues.write(columns[column], types[column], values[column]);
    }
    endRow();
  }

  /** Ends a row after a value was written to every column. */
  public void endRow() throws IOException {
    store.endRecord();
    rows++;
    if (rows % ROWS_BETWEEN_CHECKS == 0 && store.getBufferedSize() > groupBytes) {
      endRowGroup();
      beginRowGroup();
    }
  }

  private void beginRowGroup() {
    pages =
        new ColumnChunkPageWriteStore(
            codecs.getCompressor(CompressionCodecName.SNAPPY),
            schema,
            properties.getAllocator(),
            ParquetProperties.DEFAULT_COLUMN_INDEX_TRUNCATE_LENGTH,
            ParquetProperties.DEFAULT_PAGE_WRITE_CHECKSUM_ENABLED);
    store = properties.newColumnWriteStore(schema, pages, pages);
    columns = schema.getColumns().stream().map(store::getColumnWriter).toArray(ColumnWriter[]::new);
    rows = 0;
  }

  private void endRowGroup() throws IOException {
    file.startBlock(rows);
    store.flush();
    pages.flushToFileWriter(file);
    file.endBlock();
    store.close();
    pages.close();
  }

  @Override
  public void close() throws IOException {
    if (rows > 0) {
      endRowGroup();
    }
    file.end(Map.of(ParquetReadSupport.SPARK_METADATA_KEY(), sparkSchema));
    codecs.release();
  }
}
