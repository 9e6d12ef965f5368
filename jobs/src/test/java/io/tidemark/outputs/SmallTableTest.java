package io.tidemark.outputs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.tables.InsightTables;
import io.tidemark.tables.Money;
import io.tidemark.testing.LiteralTable;
import io.tidemark.testing.TestSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables that the driver writes are those that Spark's tasks write. */
class SmallTableTest {
  /** Dates, nulls, amounts of no, two and three decimals, and texts out of the basic plane. */
  private static final String CALENDAR =
      """
      month      | currency | billing_interval | mrr_due_minor | customers | largest_minor | largest_customer_id
      2024-02-01 | JPY      | year             | 1500          | 1         | 1500          | cus_\uD83D\uDE00
      2024-02-01 | JPY      | \uD83D\uDE00     | 1             | 1         | 1             | cus_a
      2024-02-01 | JPY      | \uFF1A           | 2             | 1         | 2             | cus_b
      2024-01-01 | KWD      | month            | -1234         | 2         | 5             | =1+2
      2024-01-01 | EUR      | month            | 10            | 3         | 9             | cus_c
      """;

  /** A folder whose name Hadoop and URIs write in other ways. */
  private static final String DRIVER = "by the driver, 100 %";

  @TempDir private Path folder;

  @Test
  @DisplayName("The driver writes the same CSV and the same rows as a Spark job")
  void sameAsSpark() throws IOException {
    Dataset<Row> rows = LiteralTable.of(InsightTables.RENEWAL_CALENDAR, CALENDAR);

    Exports.Written bySpark =
        Exports.write(InsightTables.RENEWAL_CALENDAR, rows, folder.resolve("spark"));
    Exports.Written byDriver =
        Exports.write(
            InsightTables.RENEWAL_CALENDAR,
            rows.collectAsList(),
            folder.resolve(DRIVER),
            TestSpark.session());

    assertThat(byDriver).isEqualTo(bySpark);
    assertThat(csv(DRIVER)).isEqualTo(csv("spark")).hasLineCount(6);
    assertThat(parquet(DRIVER)).isEqualTo(parquet("spark")).hasSize(5);
    assertThat(folder.resolve(DRIVER + "/exports/parquet/renewal_calendar"))
        .isDirectoryContaining(file -> file.endsWith("part-00000.parquet"))
        .isDirectoryNotContaining(file -> !file.endsWith("part-00000.parquet"));
  }

  @Test
  @DisplayName("A null in a column that every row has is an error, and no unreadable file")
  void missing() {
    List<Row> rows =
        LiteralTable.of(
                InsightTables.RENEWAL_CALENDAR,
                """
                month      | currency | billing_interval | largest_customer_id
                2024-02-01 | EUR      | year             |
                """)
            .collectAsList();

    assertThatThrownBy(
            () -> Exports.write(InsightTables.RENEWAL_CALENDAR, rows, folder, TestSpark.session()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("renewal_calendar: largest_customer_id is null");
  }

  @Test
  @DisplayName("An amount that no column of major units holds is an error")
  void tooLarge() {
    assertThat(Money.major(999_999_999_999_999_99L, "EUR")).hasToString("999999999999999.9900");
    assertThatThrownBy(() -> Money.major(Long.MAX_VALUE, "EUR"))
        .isInstanceOf(ArithmeticException.class);
  }

  private String csv(String run) throws IOException {
    return Files.readString(folder.resolve(run).resolve("exports/csv/renewal_calendar.csv"));
  }

  private List<Row> parquet(String run) {
    String path = folder.resolve(run).resolve("exports/parquet/renewal_calendar").toString();
    return TestSpark.session().read().parquet(path).collectAsList();
  }
}
