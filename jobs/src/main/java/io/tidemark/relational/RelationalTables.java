package io.tidemark.relational;

import io.tidemark.export.Exports;
import io.tidemark.tables.Money;
import io.tidemark.tables.MrrTables;
import io.tidemark.tables.StagingTables;
import io.tidemark.tables.Table;
import io.tidemark.warehouse.ExportReader;
import io.tidemark.warehouse.ExportRow;
import io.tidemark.warehouse.ExportRows;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Lists the tables of the relational schema and maps exported rows to them. */
final class RelationalTables {
  /** The tables; a referenced table comes before the tables that reference it. */
  static final List<Table> IN_ORDER =
      List.of(
          StagingTables.EXCHANGE_RATES,
          StagingTables.CUSTOMERS,
          StagingTables.ADJUSTMENTS,
          StagingTables.SUBSCRIPTIONS,
          StagingTables.INVOICES,
          StagingTables.REJECTS,
          MrrTables.MRR_LAYERS,
          MrrTables.CUSTOMER_MRR,
          MrrTables.DAILY_MRR);

  /** Columns whose names are reserved words of SQL. */
  private static final Map<String, String> RENAMED =
      Map.of("column", "column_name", "value", "rejected_value");

  private RelationalTables() {}

  /** Returns the names of a table's columns in SQL, in the declared order. */
  static List<String> columns(Table table) {
    return published(table).stream().map(name -> RENAMED.getOrDefault(name, name)).toList();
  }

  /** Returns whether exported rows are in the order of the table's key. */
  static boolean comesInOrder(Table table) {
    return Exports.order(table).equals(table.key());
  }

  /** Opens the exported rows of a table. */
  static ExportRows rows(Table table, ExportReader exports) {
    return exports.all(table.name(), published(table));
  }

  /** Returns the values of rows as JDBC accepts them, in the order of {@link #columns}. */
  static Iterator<Object[]> values(Table table, ExportRows rows) {
    List<String> columns = published(table);
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return rows.hasNext();
      }

      @Override
      public Object[] next() {
        ExportRow row = rows.next();
        return columns.stream().map(row::value).toArray();
      }
    };
  }

  private static List<String> published(Table table) {
    return table.columns().stream().map(column -> Money.publishedName(column.name())).toList();
  }
}
