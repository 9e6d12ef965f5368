package io.tidemark.source;

import io.tidemark.tables.Table;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The files of a run as rows. */
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
          .add("notes", NOTES, false);

  private FileRows() {}

  /** One row per file, as {@link SourceData#fileRows()} says. */
  static Dataset<Row> of(SparkSession spark, List<SourceFile> files) {
    return spark.createDataFrame(files.stream().map(FileRows::row).toList(), SCHEMA);
  }

  private static Row row(SourceFile file) {
    Object[] notes =
        file.notes().stream()
            .map(note -> RowFactory.create(note.check().name(), note.example()))
            .toArray();
    return RowFactory.create(
        file.file(),
        file.kind().text(),
        file.fileOrder(),
        file.sha256(),
        file.sizeBytes(),
        file.records(),
        file.layout().headers(),
        notes);
  }
}
