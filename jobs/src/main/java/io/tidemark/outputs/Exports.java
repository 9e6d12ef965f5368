package io.tidemark.outputs;

import io.tidemark.tables.Money;
import io.tidemark.tables.Table;
import java.nio.file.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

final class Exports {
  static long write(Table table, Dataset<Row> rows, Path runFolder) {
    Dataset<Row> major = Money.inMajorUnits(table, rows).coalesce(1);
    major.write().parquet(runFolder.resolve("exports/parquet/" + table.name()).toString());
    return rows.count();
  }
}
