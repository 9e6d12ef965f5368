package io.tidemark.insights;

import io.tidemark.tables.Table;
import java.util.List;
import org.apache.spark.sql.Row;

/** A table with its rows. Each row has the schema of the table. */
public record TableRows(Table table, List<Row> rows) {
  public TableRows {
    rows = List.copyOf(rows);
  }
}
