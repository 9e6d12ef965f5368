package io.tidemark.mrr;

import io.tidemark.tables.Table;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What an earlier run published.
 *
 * @param window what its files could show
 * @param tables the rows of each of its normalized tables
 */
public record Before(DataWindow window, Function<Table, Dataset<Row>> tables) {
  Dataset<Row> table(Table table) {
    return tables.apply(table);
  }
}
