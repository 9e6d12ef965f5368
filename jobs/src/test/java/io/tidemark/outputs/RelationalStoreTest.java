package io.tidemark.outputs;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.tables.MrrTables;
import io.tidemark.tables.StagingTables;
import io.tidemark.tables.Table;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
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
    Dataset<Row> invoices = Books.invoices();
    Dataset<Row> layers = Books.layers();
    Map<String, Map.Entry<Table, Dataset<Row>>> wrong =
        Map.of(
            "an invoice twice > UNIQUE",
            Map.entry(StagingTables.INVOICES, invoices.union(invoices)),
            "a layer without its invoice > FOREIGN_KEY",
            Map.entry(StagingTables.INVOICES, invoices.where("invoice_id <> 'in_8'")),
            "an invoice without its customer > FOREIGN_KEY",
            Map.entry(StagingTables.CUSTOMERS, Books.customers().where("payment_count is null")),
            "a layer of no known kind > CHECK",
            Map.entry(MrrTables.MRR_LAYERS, layers.withColumn("kind", lit("guess"))),
            "a net that is not total less tax > CHECK",
            Map.entry(StagingTables.INVOICES, invoices.withColumn("tax_minor", lit(1L))),
            "an interval that ends as it begins > CHECK",
            Map.entry(
                MrrTables.CUSTOMER_MRR,
                Books.customerMrr().withColumn("valid_to", col("valid_from"))),
            "no net amount > NOT_NULL",
            Map.entry(
                StagingTables.INVOICES,
                invoices.withColumn("net_minor", lit(null).cast(Table.LONG))));
    wrong.forEach(
        (what, rows) -> {
          Map<Table, Dataset<Row>> books = Books.tables();
          books.put(rows.getKey(), rows.getValue());
          Broken promise = Broken.valueOf(what.substring(what.indexOf('>') + 2));
          assertThatThrownBy(() -> store.load(Store.newRunFolder(), Books.RUN, books))
              .as(what)
              .satisfies(
                  error -> assertThat(sqlStates(error)).containsAnyElementsOf(promise.states));
        });
  }

  private static List<String> sqlStates(Throwable error) {
    List<String> states = new ArrayList<>();
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        states.add(sql.getSQLState());
      }
    }
    return states;
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
