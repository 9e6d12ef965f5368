package io.tidemark.insights;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.tables.Column;
import io.tidemark.tables.InsightTables;
import io.tidemark.tables.RowBuilder;
import io.tidemark.tables.Table;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** MRR by segment, of literal customers and months of churn. */
class SegmentRowsTest {
  private static final Segments SEGMENTS = new Segments(FiveCustomers.SCOPE.months());

  private static final String[] COLUMNS = {
    "month",
    "dimension",
    "segment",
    "customers",
    "start_mrr_minor",
    "moved_minor",
    "transfer_minor",
    "mrr_minor",
    "share"
  };

  /** Month, interval, customers at the end, MRR at the start, transfer, MRR at the end. */
  private static final String CHURN =
      """
      2023-12-01 all   1     0     0 10000
      2024-01-01 all   3 10000     0 18000
      2024-02-01 all   4 18000     0 22000
      2024-03-01 all   3 22000     0 20000
      2024-03-01 month 2 22000 -3000 17000
      2024-03-01 year  1     0  3000  3000
      2024-04-01 all   4 20000     0 22000
      2024-04-01 week  0     0     0     0
      2024-05-01 all   4 22000     0 20000
      2024-05-01 month 3 19000     0 17000
      2024-05-01 year  1  3000     0  3000
      """;

  @Test
  @DisplayName("Moved and transferred MRR make the change of each segment")
  void segments() {
    assertThat(texts(FiveCustomers.histories(), COLUMNS))
        .filteredOn(text -> text.startsWith("2024-03") || text.startsWith("2024-05"))
        .containsExactly(
            "2024-03-01 billing_interval month 2 22000 -2000 -3000 17000 0.8500",
            "2024-03-01 billing_interval year 1 0 0 3000 3000 0.1500",
            "2024-03-01 country AT 1 10000 0 0 10000 0.5000",
            "2024-03-01 country none 2 12000 -2000 0 10000 0.5000",
            "2024-03-01 coupon none 3 22000 -2000 0 20000 1.0000",
            "2024-03-01 currency EUR 3 22000 -2000 0 20000 1.0000",
            "2024-03-01 first_discount none 2 18000 -1000 0 17000 0.8500",
            "2024-03-01 first_discount up_to_25_percent 1 4000 -1000 0 3000 0.1500",
            "2024-03-01 mrr_band 100_to_250 1 10000 0 0 10000 0.5000",
            "2024-03-01 mrr_band 25_to_50 1 7000 -4000 0 3000 0.1500",
            "2024-03-01 mrr_band 50_to_100 1 5000 2000 0 7000 0.3500",
            "2024-05-01 billing_interval month 3 19000 -2000 0 17000 0.8500",
            "2024-05-01 billing_interval year 1 3000 0 0 3000 0.1500",
            "2024-05-01 country AT 1 10000 -2000 0 8000 0.4000",
            "2024-05-01 country none 3 12000 0 0 12000 0.6000",
            "2024-05-01 coupon none 4 22000 -2000 0 20000 1.0000",
            "2024-05-01 currency EUR 4 22000 -2000 0 20000 1.0000",
            "2024-05-01 first_discount none 3 19000 -2000 0 17000 0.8500",
            "2024-05-01 first_discount up_to_25_percent 1 3000 0 0 3000 0.1500",
            "2024-05-01 mrr_band 100_to_250 0 10000 0 -10000 0 0.0000",
            "2024-05-01 mrr_band 25_to_50 1 3000 0 0 3000 0.1500",
            "2024-05-01 mrr_band 50_to_100 2 7000 -2000 10000 15000 0.7500",
            "2024-05-01 mrr_band under_25 1 2000 0 0 2000 0.1000");
  }

  @Test
  @DisplayName(
      "A segment has the months with MRR at their start or end, an interval those of churn")
  void months() {
    List<CustomerHistory> brief =
        List.of(
            TestCustomer.named("brief")
                .layers("sub_1 EUR 2024-02-05 2024-04-05 month 30.00")
                .invoices("in_1 EUR 2024-02-05 30.00 coupons=SPRING")
                .in(FiveCustomers.SCOPE));

    assertThat(texts(brief, "month", "dimension", "segment", "customers", "mrr_minor"))
        .filteredOn(text -> text.contains(" coupon ") || text.contains(" week "))
        .containsExactly(
            "2024-02-01 coupon SPRING 1 3000",
            "2024-03-01 coupon SPRING 1 3000",
            "2024-04-01 billing_interval week 0 0",
            "2024-04-01 coupon SPRING 0 0");
  }

  @Test
  @DisplayName("A customer who leaves or returns changes no band, and its MRR is not transferred")
  void transfersBetweenBands() {
    List<CustomerHistory> customers =
        List.of(
            TestCustomer.named("wave")
                .layers(
                    """
                    sub_1 EUR 2024-01-05 2024-02-05 month 10.00
                    sub_1 EUR 2024-02-05 2024-03-05 month 60.00
                    sub_1 EUR 2024-04-05 2024-05-05 month 30.00
                    sub_1 EUR 2024-05-05 2024-06-05 month 20.00
                    """)
                .in(FiveCustomers.SCOPE));

    assertThat(
            texts(
                customers,
                "month",
                "dimension",
                "segment",
                "start_mrr_minor",
                "moved_minor",
                "transfer_minor",
                "mrr_minor"))
        .filteredOn(text -> text.contains(" mrr_band "))
        .containsExactly(
            "2024-01-01 mrr_band under_25 0 1000 0 1000",
            "2024-02-01 mrr_band 50_to_100 0 5000 1000 6000",
            "2024-02-01 mrr_band under_25 1000 0 -1000 0",
            "2024-03-01 mrr_band 50_to_100 6000 -6000 0 0",
            "2024-04-01 mrr_band 25_to_50 0 3000 0 3000",
            "2024-05-01 mrr_band 25_to_50 3000 0 -3000 0",
            "2024-05-01 mrr_band under_25 0 -1000 3000 2000");
  }

  @Test
  @DisplayName(
      "Total and flags are those of all intervals in the month; growth is null from nothing")
  void totals() {
    assertThat(
            texts(
                FiveCustomers.histories(),
                "month",
                "dimension",
                "segment",
                "total_minor",
                "growth_rate",
                "is_partial",
                "is_warming_up"))
        .contains(
            "2023-12-01 currency EUR 10000 null false true",
            "2024-01-01 currency EUR 18000 0.8000 false false",
            "2024-03-01 billing_interval year 20000 null false false",
            "2024-05-01 currency EUR 20000 -0.0909 true false",
            "2024-05-01 billing_interval month 20000 -0.1053 true false");
  }

  @Test
  @DisplayName("Converted, a customer is in the currency that it pays, or in several")
  void currencies() {
    List<CustomerHistory> customers =
        List.of(
            TestCustomer.named("one")
                .layers("sub_1 EUR 2024-05-05 2024-06-05 month 10.00")
                .in(FiveCustomers.SCOPE),
            TestCustomer.named("both")
                .layers("sub_1 EUR 2024-05-05 2024-06-05 month 20.00")
                .layers("sub_2 USD 2024-05-05 2024-06-05 month 10.00")
                .in(FiveCustomers.SCOPE));

    assertThat(
            ObservedTables.texts(
                table(customers), "dimension", "currency", "is_converted", "segment", "mrr_minor"))
        .filteredOn(text -> text.startsWith("currency "))
        .containsExactly(
            "currency EUR false EUR 1000",
            "currency EUR false several 2000",
            "currency EUR true EUR 1000",
            "currency EUR true several 2900",
            "currency USD false several 1000");
  }

  /** Rows that are not converted. */
  private static List<String> texts(List<CustomerHistory> customers, String... columns) {
    TableRows table = table(customers);
    List<Row> rows =
        table.rows().stream().filter(row -> !row.<Boolean>getAs("is_converted")).toList();
    return ObservedTables.texts(new TableRows(table.table(), rows), columns);
  }

  private static TableRows table(List<CustomerHistory> customers) {
    Results results = new Results();
    List<Row> churn = new ArrayList<>();
    CHURN
        .lines()
        .map(line -> line.split(" +"))
        .forEach(
            words -> {
              churn.add(churn("EUR", false, words));
              if (words[1].equals("all")) {
                churn.add(churn("EUR", true, words));
                churn.add(churn("USD", false, words));
              }
            });
    results.add(new TableRows(InsightTables.CHURN_BY_MONTH, churn));
    return ObservedTables.of(SEGMENTS, results, customers).get(0);
  }

  private static Row churn(String currency, boolean isConverted, String... words) {
    RowBuilder row = RowBuilder.of(InsightTables.CHURN_BY_MONTH);
    for (Column column : InsightTables.CHURN_BY_MONTH.columns()) {
      if (column.type().equals(Table.LONG)) {
        row.set(column.name(), 0L);
      }
    }
    return row.set("month", LocalDate.parse(words[0]))
        .set("currency", currency)
        .set("is_converted", isConverted)
        .set("billing_interval", words[1])
        .set("end_customers", Long.parseLong(words[2]))
        .set("start_mrr_minor", Long.parseLong(words[3]))
        .set("transfer_minor", Long.parseLong(words[4]))
        .set("end_mrr_minor", Long.parseLong(words[5]))
        .set("is_partial", words[0].equals("2024-05-01"))
        .set("is_warming_up", words[0].equals("2023-12-01"))
        .build();
  }
}
