package io.tidemark.insights;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.config.Policy;
import io.tidemark.config.Settings;
import io.tidemark.mrr.DataWindow;
import io.tidemark.tables.MrrTables;
import io.tidemark.testing.LiteralTable;
import io.tidemark.testing.TestSpark;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** MRR at both ends of every month, where months without a change share a row. */
class CustomerMonthsTest {
  private static final DataWindow WINDOW =
      new DataWindow(
          Instant.parse("2024-01-01T00:00:00Z"),
          Instant.parse("2024-05-31T00:00:00Z"),
          LocalDate.parse("2024-05-20"),
          Policy.defaults().get(Settings.BUSINESS_TIME_ZONE));

  private static final String CUSTOMER_MRR =
      """
      customer_id | valid_from | valid_to   | mrr_minor | currency | is_converted
      early       | 2023-11-01 | 2024-03-05 | 1000      | EUR      | false
      early       | 2024-03-05 | 2024-09-01 | 1500      | EUR      | false
      glimpse     | 2024-02-10 | 2024-02-20 |  500      | EUR      | false
      pause       | 2024-01-31 | 2024-03-01 |  700      | EUR      | false
      pause       | 2024-05-20 | 2024-06-20 |  700      | EUR      | false
      gone        | 2023-11-01 | 2023-12-31 |  300      | EUR      | false
      late        | 2024-05-21 | 2024-06-21 |  300      | EUR      | false
      """;

  private static final String CHANGES =
      """
      select * from values
        (date '2024-01-05', 'switch', 'EUR', 'month', 'new',         1000L,    0L),
        (date '2024-03-10', 'switch', 'EUR', 'month', 'contraction', -100L, -900L),
        (date '2024-03-10', 'switch', 'EUR', 'year',  'contraction',    0L,  900L),
        (date '2024-03-25', 'switch', 'EUR', 'year',  'expansion',     50L,    0L)
      as (date, customer_id, currency, billing_interval, movement, change_minor, transfer_minor)
      """;

  @Test
  void monthsBetweenTwoChangesShareARow() {
    assertThat(texts(months(), "month", "last_month", "transfer_minor"))
        .containsExactly(
            "early all 0 1000 2023-12-01 2023-12-01 0",
            "early all 1000 1000 2024-01-01 2024-02-01 0",
            "early all 1000 1500 2024-03-01 2024-03-01 0",
            "early all 1500 1500 2024-04-01 2024-05-01 0",
            "glimpse all 0 0 2024-02-01 2024-02-01 0",
            "glimpse all 0 0 2024-03-01 2024-05-01 0",
            "pause all 0 700 2024-01-01 2024-01-01 0",
            "pause all 700 700 2024-02-01 2024-02-01 0",
            "pause all 700 0 2024-03-01 2024-03-01 0",
            "pause all 0 0 2024-04-01 2024-04-01 0",
            "pause all 0 700 2024-05-01 2024-05-01 0",
            "switch month 0 1000 2024-01-01 2024-01-01 0",
            "switch month 1000 1000 2024-02-01 2024-02-01 0",
            "switch month 1000 0 2024-03-01 2024-03-01 -900",
            "switch month 0 0 2024-04-01 2024-05-01 0",
            "switch year 0 950 2024-03-01 2024-03-01 900",
            "switch year 950 950 2024-04-01 2024-05-01 0");
  }

  @Test
  void eachMonthOnItsOwn() {
    assertThat(texts(CustomerMonths.each(months().where("customer_id = 'early'")), "month"))
        .containsExactly(
            "early all 0 1000 2023-12-01",
            "early all 1000 1000 2024-01-01",
            "early all 1000 1000 2024-02-01",
            "early all 1000 1500 2024-03-01",
            "early all 1500 1500 2024-04-01",
            "early all 1500 1500 2024-05-01");
  }

  private static Dataset<Row> months() {
    Dataset<Row> customerMrr = LiteralTable.of(MrrTables.CUSTOMER_MRR, CUSTOMER_MRR);
    return CustomerMonths.of(customerMrr, TestSpark.session().sql(CHANGES), WINDOW);
  }

  /** Customer, interval, MRR at the start and at the end, and other columns. */
  private static List<String> texts(Dataset<Row> months, String... others) {
    return months.orderBy("customer_id", "billing_interval", "month").collectAsList().stream()
        .map(
            row -> {
              StringBuilder text = new StringBuilder(row.<String>getAs("customer_id"));
              text.append(' ').append(row.<Object>getAs("billing_interval"));
              text.append(' ').append(row.<Object>getAs("start_minor"));
              text.append(' ').append(row.<Object>getAs("end_minor"));
              for (String other : others) {
                text.append(' ').append(row.<Object>getAs(other));
              }
              return text.toString();
            })
        .toList();
  }
}
