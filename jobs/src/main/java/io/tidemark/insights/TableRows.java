package io.tidemark.insights;

import io.tidemark.tables.Table;
import java.util.List;
import org.apache.spark.sql.Row;

/** A table with its rows: the declared columns, each row with the table's schema. */
public record TableRows(Table table, List<Row> rows) {
  public TableRows {
    rows = List.copyOf(rows);
  }
}
