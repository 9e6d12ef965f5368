package io.tidemark.audit;

import static org.apache.spark.sql.functions.bit_count;
import static org.apache.spark.sql.functions.bit_or;
import static org.apache.spark.sql.functions.call_function;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.dayofmonth;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.trunc;

import io.tidemark.tables.Table;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** No two rows of a table have the same key. */
public final class UniqueKey {
  private static final String DATE = "date";

  private UniqueKey() {}

  /** The name of this audit of a table. */
  public static String nameOf(Table table) {
    return "key_is_unique_" + table.name();
  }

  /**
   * The audit. Where a day is part of the key, days are bits of their month: one group a month in
   * place of one a day. An offender is then named with the first of its month.
   */
  public static AuditQuery of(Table table, Dataset<Row> rows) {
    Column[] key = table.key().stream().map(name -> col(name)).toArray(Column[]::new);
    Dataset<Row> doubles =
        table.key().contains(DATE)
            ? daysTwice(rows, key)
            : rows.groupBy(key).agg(count(lit(1)).as("copies")).where(col("copies").gt(1));
    return new AuditQuery(nameOf(table), Audits.offenders(doubles, key));
  }

  private static Dataset<Row> daysTwice(Dataset<Row> rows, Column[] key) {
    Column day = call_function("shiftleft", lit(1), dayofmonth(col(DATE)).minus(1));
    return rows.withColumn("day", day)
        .withColumn(DATE, trunc(col(DATE), "month"))
        .groupBy(key)
        .agg(count(lit(1)).as("copies"), bit_or(col("day")).as("days"))
        .where(col("copies").gt(bit_count(col("days"))));
  }
}
