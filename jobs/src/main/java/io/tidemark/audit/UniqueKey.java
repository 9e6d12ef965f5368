package io.tidemark.audit;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import io.tidemark.tables.Table;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** No two rows of a table have the same key. */
public final class UniqueKey {
  private UniqueKey() {}

  /** The name of this audit of a table. */
  public static String nameOf(Table table) {
    return "key_is_unique_" + table.name();
  }

  /** Audits it with a query. */
  public static AuditQuery of(Table table, Dataset<Row> rows) {
    Column[] key = table.key().stream().map(name -> col(name)).toArray(Column[]::new);
    Dataset<Row> doubles =
        rows.groupBy(key).agg(count(lit(1)).as("copies")).where(col("copies").gt(1));
    return new AuditQuery(nameOf(table), Audits.offenders(doubles, key));
  }
}
