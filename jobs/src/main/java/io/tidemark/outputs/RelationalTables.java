package io.tidemark.outputs;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.unix_date;
import static org.apache.spark.sql.functions.unix_micros;

import io.tidemark.tables.Column;
import io.tidemark.tables.Money;
import io.tidemark.tables.MrrTables;
import io.tidemark.tables.StagingTables;
import io.tidemark.tables.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Which tables the relational schema has, and how their rows leave Spark. */
final class RelationalTables {
  /** What a row points at stands before it. */
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

  /** Words of SQL itself that no unquoted column can be called. */
  private static final Map<String, String> RENAMED =
      Map.of("column", "column_name", "value", "rejected_value");

  private RelationalTables() {}

  /** The names of a table's columns in SQL, in the declared order. */
  static List<String> columns(Table table) {
    return table.columns().stream()
        .map(column -> Money.publishedName(column.name()))
        .map(name -> RENAMED.getOrDefault(name, name))
        .toList();
  }

  /**
   * What the rows of a table are sorted by: each customer's stand together, so that whoever asks
   * about one reads few pages of the database, and then in the order of the key.
   */
  static List<String> order(Table table) {
    Stream<String> customer =
        table.columns().stream().map(Column::name).filter("customer_id"::equals);
    return Stream.concat(customer, table.key().stream()).distinct().toList();
  }

  /**
   * The rows of a table in their {@link #order}.
   *
   * @return values as JDBC takes them: {@link Instant}, {@link LocalDate}, decimals in major units
   */
  static Iterator<Object[]> rows(Table table, Dataset<Row> dataset) {
    org.apache.spark.sql.Column[] key =
        order(table).stream()
            .map(org.apache.spark.sql.functions::col)
            .toArray(org.apache.spark.sql.Column[]::new);
    org.apache.spark.sql.Column[] plain =
        table.columns().stream()
            .map(RelationalTables::plain)
            .toArray(org.apache.spark.sql.Column[]::new);
    Iterator<Row> rows =
        Money.inMajorUnits(table, dataset).orderBy(key).select(plain).toLocalIterator();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return rows.hasNext();
      }

      @Override
      public Object[] next() {
        return values(table, rows.next());
      }
    };
  }

  /** Counts since the epoch: Spark's own date and time objects pass through the machine's zone. */
  private static org.apache.spark.sql.Column plain(Column column) {
    org.apache.spark.sql.Column published = col(Money.publishedName(column.name()));
    if (column.type().equals(Table.TIMESTAMP)) {
      return unix_micros(published);
    }
    return column.type().equals(Table.DATE) ? unix_date(published) : published;
  }

  private static Object[] values(Table table, Row row) {
    Object[] values = new Object[row.size()];
    for (int i = 0; i < values.length; i++) {
      Object value = row.get(i);
      values[i] = value == null ? null : typed(table.columns().get(i), value);
    }
    return values;
  }

  private static Object typed(Column column, Object value) {
    if (column.type().equals(Table.TIMESTAMP)) {
      return Instant.EPOCH.plus((Long) value, ChronoUnit.MICROS);
    }
    return column.type().equals(Table.DATE) ? LocalDate.ofEpochDay((Integer) value) : value;
  }
}
