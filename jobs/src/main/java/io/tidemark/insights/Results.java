package io.tidemark.insights;

import io.tidemark.tables.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;

/** The tables that metrics have created so far, by name. */
public final class Results {
  private final Map<String, TableRows> tables = new LinkedHashMap<>();

  /** Adds a table. */
  public void add(TableRows table) {
    tables.put(table.table().name(), table);
  }

  /**
   * Returns the rows of a table.
   *
   * @throws IllegalStateException if no earlier metric has created it
   */
  public List<Row> rows(Table table) {
    TableRows made = tables.get(table.name());
    if (made == null) {
      throw new IllegalStateException(table.name() + " is not made yet");
    }
    return made.rows();
  }

  /** Returns all tables in the order of their creation. */
  public List<TableRows> all() {
    return List.copyOf(tables.values());
  }
}
