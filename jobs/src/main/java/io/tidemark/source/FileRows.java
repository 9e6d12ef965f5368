package io.tidemark.source;

import io.tidemark.tables.Table;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Converts an ingest log to rows. */
final class FileRows {
  private static final DataType NOTES =
      DataTypes.createArrayType(
          new StructType().add("check", Table.STRING).add("example", Table.STRING));
  private static final StructType SCHEMA =
      new StructType()
          .add("source_file", Table.STRING, false)
          .add("kind", Table.STRING, false)
          .add("file_order", Table.INT, false)
          .add("sha256", Table.STRING, false)
          .add("size_bytes", Table.LONG, false)
          .add("file_rows", Table.LONG, false)
          .add("headers", DataTypes.createMapType(Table.STRING, Table.STRING), false)
          .add("notes", NOTES, false)
          .add("is_replaced", Table.BOOLEAN, false);

  private FileRows() {}

  /** Returns one row per file of the log, in the shape of {@link SourceData#fileRows()}. */
  static Dataset<Row> of(SparkSession spark, IngestLog ingestLog) {
    List<IngestedFile> files = ingestLog.files();
    List<Row> rows =
        IntStream.range(0, files.size())
            .mapToObj(order -> row(files.get(order), order, ingestLog.isReplaced(order)))
            .toList();
    return spark.createDataFrame(rows, SCHEMA);
  }

  private static Row row(IngestedFile file, int order, boolean isReplaced) {
    Object[] notes =
        file.notes().stream()
            .map(note -> RowFactory.create(note.check().name(), note.example()))
            .toArray();
    return RowFactory.create(
        file.file(),
        file.kind(),
        order,
        file.sha256(),
        file.sizeBytes(),
        file.records(),
        file.headers(),
        notes,
        isReplaced);
  }
}
