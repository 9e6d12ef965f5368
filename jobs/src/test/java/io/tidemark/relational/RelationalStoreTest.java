package io.tidemark.relational;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.tables.MrrTables;
import io.tidemark.tables.Table;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RelationalStoreTest {
  /** What a row can break, with the SQL states of H2 and PostgreSQL. */
  private enum Broken {
    UNIQUE("23505"),
    FOREIGN_KEY("23506", "23503"),
    CHECK("23513", "23514"),
    NOT_NULL("23502");

    private final List<String> states;

    Broken(String... states) {
      this.states = List.of(states);
    }
  }

  @ParameterizedTest
  @EnumSource(Store.class)
  void amountsAreInMajorUnitsOfTheirCurrency(Store store) throws SQLException {
    assertThat(
            query(
                store,
                """
                select invoice_id, total, tax, net, currency from invoices
                where invoice_id in ('in_1', 'in_7') order by invoice_id
                """))
        .containsExactly(
            "in_1 120.0000 20.0000 100.0000 EUR", "in_7 5000.0000 0.0000 5000.0000 JPY");
    assertThat(query(store, "select total_spend from customers where customer_id = 'cus_oneoff'"))
        .containsExactly("31250.0000");
  }

  @ParameterizedTest
  @EnumSource(Store.class)
  void timesAreInstantsAndDatesAreBusinessDates(Store store) throws SQLException {
    assertThat(
            query(
                store,
                """
                select layer_id, start_date, end_date from mrr_layers
                where start_at = timestamp with time zone '2024-02-01 00:30:00+01:00'
                """))
        .containsExactly("l_7 2024-02-01 2024-03-01");
    assertThat(query(store, "select data_from_date, data_through_date, as_of from runs"))
        .containsExactly("2024-01-01 2024-04-01 2024-03-31");
  }

  @ParameterizedTest
  @EnumSource(Store.class)
  void textStaysAsItIs(Store store) throws SQLException {
    assertThat(query(store, "select column_name, rejected_value, raw_record from rejects"))
        .containsExactly("Total 12,3x in_9;\"12,3x\";a\\b");
    assertThat(query(store, "select source_line, source_file from customers where is_placeholder"))
        .containsExactly("null null");
  }

  @ParameterizedTest
  @EnumSource(Store.class)
  void theViewAnswersEveryDayOfAnInterval(Store store) throws SQLException {
    String ofCustomerOn =
        "select mrr, currency, is_contracted from customer_mrr_on where customer_id = '%s'"
            + " and date = date '%s' order by is_converted";
    Map<String, List<String>> expected =
        Map.of(
            "cus_monthly 2023-11-30", List.of(),
            "cus_monthly 2023-12-01", List.of("100.0000 EUR false"),
            "cus_monthly 2024-02-29", List.of("100.0000 EUR false"),
            "cus_monthly 2024-03-01", List.of(),
            "cus_yen 2024-02-01", List.of("5000.0000 JPY false", "31.9800 EUR false"),
            "cus_yearly 2024-04-01", List.of("100.0000 EUR false"),
            "cus_yearly 2024-04-02", List.of("100.0000 EUR true"),
            "cus_yearly 2025-02-14", List.of("100.0000 EUR true"),
            "cus_yearly 2025-02-15", List.of());
    for (Map.Entry<String, List<String>> entry : expected.entrySet()) {
      String[] question = entry.getKey().split(" ");
      assertThat(query(store, String.format(ofCustomerOn, question[0], question[1])))
          .as(entry.getKey())
          .isEqualTo(entry.getValue());
    }
    assertThat(
            query(
                store,
                "select date, sum(mrr) from customer_mrr_on where date between date '2024-02-14'"
                    + " and date '2024-02-15' and currency = 'EUR' and not is_converted"
                    + " group by date order by date"))
        .containsExactly("2024-02-14 100.0000", "2024-02-15 200.0000");
  }

  @ParameterizedTest
  @EnumSource(Store.class)
  void keysRefuseWhatTheDataNeverHolds(Store store) {
    Map<String, Broken> wrong =
        Map.ofEntries(
            entry("insert into customers select * from customers", Broken.UNIQUE),
            entry("insert into mrr_layers select * from mrr_layers", Broken.UNIQUE),
            entry("insert into subscriptions select * from subscriptions", Broken.UNIQUE),
            entry("update invoices set source_line = 2", Broken.UNIQUE),
            entry(
                "insert into runs select 'another', started_at, data_from, data_through,"
                    + " data_from_date, data_through_date, as_of, business_time_zone,"
                    + " code_version, policy, true from runs",
                Broken.UNIQUE),
            entry("delete from invoices where invoice_id = 'in_8'", Broken.FOREIGN_KEY),
            entry("delete from subscriptions where currency = 'JPY'", Broken.FOREIGN_KEY),
            entry("update invoices set customer_id = 'cus_nobody'", Broken.FOREIGN_KEY),
            entry("update customer_mrr set customer_id = 'cus_nobody'", Broken.FOREIGN_KEY),
            entry("update invoices set status = 'unknown'", Broken.CHECK),
            entry("update invoices set currency = 'eur'", Broken.CHECK),
            entry("update invoices set tax = 0.01", Broken.CHECK),
            entry("update invoices set service_end = service_start", Broken.CHECK),
            entry("update mrr_layers set kind = 'guess'", Broken.CHECK),
            entry("update mrr_layers set end_at = start_at", Broken.CHECK),
            entry("update mrr_layers set invoice_id = null", Broken.CHECK),
            entry("update mrr_layers set kind = 'adjustment'", Broken.CHECK),
            entry("update mrr_layers set basis = 'adjusted'", Broken.CHECK),
            entry("update customer_mrr set valid_to = valid_from", Broken.CHECK),
            entry("update customer_mrr set mrr = -0.01", Broken.CHECK),
            entry("update daily_mrr set churn = 0.01", Broken.CHECK),
            entry("update exchange_rates set rate = 0", Broken.CHECK),
            entry("update invoices set net = null", Broken.NOT_NULL),
            entry("update mrr_layers set mrr = null", Broken.NOT_NULL));
    wrong.forEach(
        (statement, promise) ->
            assertThatThrownBy(() -> execute(store, statement))
                .as(statement)
                .isInstanceOf(SQLException.class)
                .satisfies(
                    error ->
                        assertThat(promise.states).contains(((SQLException) error).getSQLState())));
  }

  @ParameterizedTest
  @EnumSource(Store.class)
  void theRowsOfACustomerLieTogether(Store store) throws SQLException {
    String inPlace = " order by " + (store == Store.H2 ? "_rowid_" : "ctid");
    for (String table : List.of("invoices", "mrr_layers")) {
      assertThat(query(store, "select customer_id from " + table + inPlace)).isSorted();
    }
  }

  @ParameterizedTest
  @EnumSource(Store.class)
  void everyDeclaredColumnHasItsPlace(Store store) throws SQLException {
    try (Connection connection = store.connect(store.books())) {
      for (Table table : RelationalStore.tables()) {
        List<String> required = new ArrayList<>();
        List<String> optional = new ArrayList<>();
        try (Statement statement = connection.createStatement();
            ResultSet rows = statement.executeQuery("select * from " + table.name())) {
          ResultSetMetaData columns = rows.getMetaData();
          for (int i = 1; i <= columns.getColumnCount(); i++) {
            boolean isRequired = columns.isNullable(i) == ResultSetMetaData.columnNoNulls;
            (isRequired ? required : optional)
                .add(columns.getColumnName(i).toLowerCase(Locale.ROOT));
          }
        }
        assertThat(required)
            .as(table.name())
            .containsExactlyInAnyOrderElementsOf(columns(table, false));
        assertThat(optional)
            .as(table.name())
            .containsExactlyInAnyOrderElementsOf(columns(table, true));
      }
    }
  }

  @Test
  void aServerHoldsTheLastRunThatWasLoadedWhole() throws SQLException {
    Store store = Store.POSTGRESQL;
    Path earlier = store.books();
    Map<Table, Dataset<Row>> broken = Books.tables();
    broken.put(MrrTables.DAILY_MRR, Books.dailyMrr().union(Books.dailyMrr()));

    assertThatThrownBy(() -> store.load(Store.newFolder(), Books.NEXT_RUN, broken))
        .isInstanceOf(IllegalStateException.class);
    assertThat(query(store, "select run_id from runs")).containsExactly(Books.RUN.runId());

    store.load(Store.newFolder(), Books.NEXT_RUN, Books.tables());
    assertThat(query(store, "select run_id from runs")).containsExactly(Books.NEXT_RUN.runId());

    PostgresRun.hold(earlier, Books.RUN.runId(), Optional.empty());
    assertThat(query(store, "select run_id from runs")).containsExactly(Books.RUN.runId());
    assertThat(query(store, "select count(*) from invoices")).containsExactly("8");
    assertThat(query(store, "select count(*) from customer_mrr_on where date = '2024-02-20'"))
        .isNotEqualTo(List.of("0"));
  }

  /** Tries a change that is never kept. */
  private static void execute(Store store, String sql) throws SQLException {
    try (Connection connection = store.connectForWriting();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute(sql);
      connection.rollback();
    }
  }

  private static List<String> columns(Table table, boolean nullable) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < table.columns().size(); i++) {
      if (table.columns().get(i).nullable() == nullable) {
        names.add(RelationalTables.columns(table).get(i));
      }
    }
    return names;
  }

  private static List<String> query(Store store, String sql) throws SQLException {
    try (Connection connection = store.connect(store.books());
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      List<String> rows = new ArrayList<>();
      while (result.next()) {
        List<String> fields = new ArrayList<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          fields.add(String.valueOf(result.getObject(i)));
        }
        rows.add(String.join(" ", fields));
      }
      return rows;
    }
  }
}
