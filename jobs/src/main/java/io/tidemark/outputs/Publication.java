package io.tidemark.outputs;

import io.tidemark.outputs.Manifest.TableState;
import io.tidemark.tables.MrrTables;
import io.tidemark.tables.StagingTables;
import io.tidemark.tables.Table;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Publishes the tables of one run: the normalized ones to Delta, all of them as Parquet and CSV in
 * the run's folder. Nothing of it is seen before the run itself is published.
 */
public final class Publication {
  private static final List<Table> NORMALIZED =
      List.of(
          StagingTables.INVOICES,
          StagingTables.CUSTOMERS,
          StagingTables.SUBSCRIPTIONS,
          MrrTables.MRR_LAYERS,
          MrrTables.CUSTOMER_MRR,
          MrrTables.MRR_MOVEMENTS);

  private final Warehouse warehouse;
  private final Path runFolder;
  private final Map<Table, Dataset<Row>> tables = new LinkedHashMap<>();
  private final Map<Table, Long> counts = new LinkedHashMap<>();

  public Publication(Warehouse warehouse, Path runFolder) {
    this.warehouse = warehouse;
    this.runFolder = runFolder;
  }

  /**
   * Writes a table.
   *
   * @return its rows as written, for what is derived from them
   */
  public Dataset<Row> publish(Table table, Dataset<Row> rows) {
    Dataset<Row> written =
        NORMALIZED.contains(table) ? warehouse.publish(table, rows) : keep(table.select(rows));
    counts.put(table, Exports.write(table, written, runFolder));
    tables.put(table, written);
    return written;
  }

  /**
   * Computes rows that more than one table is made of once, and forgets how they came about: a plan
   * that starts at them is short, where planning is most of the work on small data.
   */
  public Dataset<Row> keep(Dataset<Row> rows) {
    return rows.localCheckpoint();
  }

  /** The rows of what was published, by table. */
  public Map<Table, Dataset<Row>> tables() {
    return new LinkedHashMap<>(tables);
  }

  /** Rows and pinned version of what was published, by name. */
  public SortedMap<String, TableState> states() {
    SortedMap<String, TableState> states = new TreeMap<>();
    counts.forEach((table, rows) -> states.put(table.name(), warehouse.state(table.name(), rows)));
    return states;
  }
}
