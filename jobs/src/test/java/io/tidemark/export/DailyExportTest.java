package io.tidemark.export;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.audit.CustomerDay;
import io.tidemark.mrr.AccountKey;
import io.tidemark.mrr.DataWindow;
import io.tidemark.tables.Money;
import io.tidemark.tables.MrrTables;
import io.tidemark.testing.CustomerDays;
import io.tidemark.testing.LiteralTable;
import io.tidemark.testing.TestSpark;
import io.tidemark.warehouse.PrivateFiles;
import io.tidemark.warehouse.ScratchSpace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** MRR by customer and day, over data from the middle of January to the end of March. */
class DailyExportTest {
  private static final DataWindow WINDOW =
      new DataWindow(
          Instant.parse("2025-01-15T09:00:00Z"),
          Instant.parse("2025-03-31T12:00:00Z"),
          LocalDate.parse("2025-03-30"),
          ZoneOffset.UTC);

  /** Beyond both ends of the window, over the end of a month, in two currencies, and negative. */
  private static final String CUSTOMER_MRR =
      """
      customer_id | currency | is_converted | valid_from | valid_to   | mrr_minor
      cus_always  | EUR      | false        | 2024-06-01 | 2025-06-01 | 900
      cus_before  | EUR      | false        | 2024-06-01 | 2025-01-01 | 100
      cus_over    | EUR      | false        | 2025-01-31 | 2025-02-03 | 300
      cus_over    | EUR      | true         | 2025-01-31 | 2025-02-03 | 330
      cus_late    | JPY      | false        | 2025-03-29 | 2025-04-29 | 1200000500
      """;

  private static final Column[] KEY = {col("date"), col("customer_id"), col("is_converted")};

  @TempDir Path folder;

  @Test
  @DisplayName("A month is a file, its rows sorted by day, customer and currency")
  void months() throws IOException {
    DailyExport export = export(CUSTOMER_MRR);

    assertThat(export.written().rows()).isEqualTo(76 + 3 + 3 + 2);
    assertThat(files())
        .containsExactly(
            "exports/csv/customer_daily_mrr.csv",
            "exports/parquet/customer_daily_mrr/month=2025-01/part-00000.parquet",
            "exports/parquet/customer_daily_mrr/month=2025-02/part-00000.parquet",
            "exports/parquet/customer_daily_mrr/month=2025-03/part-00000.parquet");
    List<String> lines = Files.readAllLines(folder.resolve("exports/csv/customer_daily_mrr.csv"));
    assertThat(lines.subList(0, 2))
        .containsExactly(
            "date,customer_id,currency,is_converted,mrr", "2025-01-14,cus_always,EUR,false,9.0000");
    assertThat(lines)
        .containsSequence(
            "2025-02-02,cus_always,EUR,false,9.0000",
            "2025-02-02,cus_over,EUR,false,3.0000",
            "2025-02-02,cus_over,EUR,true,3.3000",
            "2025-02-03,cus_always,EUR,false,9.0000");
    assertThat(lines.get(lines.size() - 1))
        .isEqualTo("2025-03-30,cus_late,JPY,false,1200000500.0000");
  }

  @Test
  @DisplayName("Spark reads the rows, types and days that SQL makes from the intervals")
  void asSql() {
    export(CUSTOMER_MRR);

    Dataset<Row> published =
        TestSpark.session()
            .read()
            .parquet(folder.resolve("exports/parquet/customer_daily_mrr").toString());
    Dataset<Row> expected = CustomerDays.of(intervals(CUSTOMER_MRR), WINDOW);
    assertThat(published.drop("month").schema())
        .isEqualTo(Money.publishedSchema(MrrTables.CUSTOMER_DAILY_MRR).asNullable());
    Dataset<Row> inMinorUnits = Money.inMinorUnits(MrrTables.CUSTOMER_DAILY_MRR, published);
    assertThat(inMinorUnits.orderBy(KEY).collectAsList())
        .isEqualTo(MrrTables.CUSTOMER_DAILY_MRR.select(expected).orderBy(KEY).collectAsList());
  }

  @Test
  @DisplayName("Each day is added up as it is written")
  void addedUp() {
    assertThat(export(CUSTOMER_MRR).days())
        .hasSize(76 + 3 + 2)
        .contains(
            day("2025-01-30", "EUR", false, 900, 1),
            day("2025-01-31", "EUR", false, 1200, 2),
            day("2025-01-31", "EUR", true, 330, 1),
            day("2025-03-30", "JPY", false, 1200000500, 1));
  }

  @Test
  @DisplayName("A customer with two MRR on one day is a key that is not unique")
  void twice() {
    String overlapping =
        """
        customer_id | currency | is_converted | valid_from | valid_to   | mrr_minor
        cus_a       | EUR      | false        | 2025-02-01 | 2025-02-05 | 100
        cus_a       | EUR      | false        | 2025-02-03 | 2025-02-10 | 100
        cus_a       | EUR      | true         | 2025-02-01 | 2025-02-10 | 100
        """;

    assertThat(export(overlapping).written().uniqueKeys().offenders()).isEqualTo(2);
    assertThat(export(overlapping).written().uniqueKeys().example())
        .isEqualTo("2025-02-03 cus_a EUR false");
    assertThat(export(CUSTOMER_MRR).written().uniqueKeys().isFailure()).isFalse();
  }

  @Test
  @DisplayName("With more days than a spreadsheet takes there is no CSV file")
  void many() throws IOException {
    DailyExport.write(intervals(CUSTOMER_MRR), WINDOW, 1_000_001, folder, ScratchSpace.onOneDisk());

    assertThat(files()).allMatch(file -> file.endsWith("part-00000.parquet")).hasSize(3);
  }

  @Test
  @DisplayName("Without MRR in the window there are no days, and the CSV file has its header")
  void none() throws IOException {
    String before =
        """
        customer_id | currency | is_converted | valid_from | valid_to   | mrr_minor
        cus_before  | EUR      | false        | 2024-06-01 | 2025-01-01 | 100
        """;

    assertThat(export(before).written().rows()).isZero();
    assertThat(Files.readAllLines(folder.resolve("exports/csv/customer_daily_mrr.csv")))
        .containsExactly("date,customer_id,currency,is_converted,mrr");
  }

  private DailyExport export(String customerMrr) {
    try {
      PrivateFiles.createFolders(folder);
      for (String file : files()) {
        Files.delete(folder.resolve(file));
      }
    } catch (IOException failed) {
      throw new AssertionError(failed);
    }
    return DailyExport.write(intervals(customerMrr), WINDOW, 100, folder, ScratchSpace.onOneDisk());
  }

  private static Dataset<Row> intervals(String customerMrr) {
    return TestSpark.session()
        .createDataFrame(
            LiteralTable.rows(MrrTables.CUSTOMER_MRR, customerMrr),
            MrrTables.CUSTOMER_MRR.schema());
  }

  private static CustomerDay day(
      String date, String currency, boolean isConverted, long mrrMinor, long customers) {
    return new CustomerDay(
        LocalDate.parse(date), new AccountKey(currency, isConverted), mrrMinor, customers);
  }

  private List<String> files() throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      return walk.filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString())
          .sorted()
          .toList();
    }
  }
}
