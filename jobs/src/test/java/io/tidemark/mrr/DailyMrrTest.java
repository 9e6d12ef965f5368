package io.tidemark.mrr;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_format;
import static org.apache.spark.sql.functions.spark_partition_id;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.tables.MrrTables;
import io.tidemark.testing.TestSpark;
import java.sql.Date;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;

/** A row a customer and day, over data from the middle of January to the end of March. */
class DailyMrrTest {
  private static final DataWindow WINDOW =
      new DataWindow(
          Instant.parse("2025-01-15T09:00:00Z"),
          Instant.parse("2025-03-31T12:00:00Z"),
          LocalDate.parse("2025-03-30"),
          ZoneOffset.UTC);

  @Test
  void everyDayOfAnIntervalThatTheWindowShowsIsARow() {
    assertThat(days(DailyMrr.byCustomer(customerMrr(), WINDOW)))
        .hasSize(76 + 3 + 2)
        .contains("cus_always 2025-01-14 900", "cus_always 2025-03-30 900")
        .contains("cus_over 2025-01-31 300", "cus_over 2025-02-01 300", "cus_over 2025-02-02 300")
        .contains("cus_late 2025-03-29 500", "cus_late 2025-03-30 500");
  }

  @Test
  void theSameDaysComeInMonths() {
    Dataset<Row> inMonths = DailyMrr.byCustomerInMonths(customerMrr(), WINDOW);

    assertThat(days(inMonths))
        .containsExactlyInAnyOrderElementsOf(days(DailyMrr.byCustomer(customerMrr(), WINDOW)));
    assertThat(
            texts(
                inMonths
                    .select(spark_partition_id(), date_format(col("date"), "yyyy-MM"))
                    .distinct()))
        .containsExactlyInAnyOrder("0 2025-01", "1 2025-02", "2 2025-03");
  }

  /** Beyond both ends of the window, over the end of a month, and in its last month alone. */
  private static Dataset<Row> customerMrr() {
    return TestSpark.session()
        .createDataFrame(
            List.of(
                interval("cus_always", "2024-06-01", "2025-06-01", 900),
                interval("cus_before", "2024-06-01", "2025-01-01", 100),
                interval("cus_over", "2025-01-31", "2025-02-03", 300),
                interval("cus_late", "2025-03-29", "2025-04-29", 500)),
            MrrTables.CUSTOMER_MRR.schema());
  }

  private static Row interval(String customer, String from, String to, long minor) {
    return RowFactory.create(
        customer, "EUR", false, Date.valueOf(from), Date.valueOf(to), minor, 0L, 0L, 0L, false);
  }

  private static List<String> days(Dataset<Row> rows) {
    return texts(rows.select("customer_id", "date", "mrr_minor"));
  }

  private static List<String> texts(Dataset<Row> rows) {
    return rows.collectAsList().stream().map(row -> row.mkString(" ")).toList();
  }
}
