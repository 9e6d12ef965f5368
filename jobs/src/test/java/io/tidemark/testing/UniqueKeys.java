package io.tidemark.testing;

import static org.apache.spark.sql.functions.col;

import io.tidemark.audit.Audits;
import io.tidemark.tables.Table;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Audits by SQL that no two rows of a table have the same key, as a run does when it writes them.
 */
final class UniqueKeys {
  private UniqueKeys() {}

  static Audits.Result of(Table table, Dataset<Row> rows) {
    Column[] key = table.key().stream().map(name -> col(name)).toArray(Column[]::new);
    long copies = rows.groupBy(key).count().where("count > 1").count();
    return new Audits.Result("key_is_unique_" + table.name(), copies, null);
  }
}
