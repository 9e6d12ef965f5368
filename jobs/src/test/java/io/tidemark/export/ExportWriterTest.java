package io.tidemark.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.audit.Audits;
import io.tidemark.tables.InsightTables;
import io.tidemark.tables.Money;
import io.tidemark.tables.Table;
import io.tidemark.testing.LiteralTable;
import io.tidemark.testing.TestSpark;
import io.tidemark.warehouse.ScratchSpace;
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
class ExportWriterTest {
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
        Exports.write(
            InsightTables.RENEWAL_CALENDAR,
            rows,
            folder.resolve("spark"),
            ScratchSpace.onOneDisk());
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
  @DisplayName("A key that several rows have is counted once, and the first is the example")
  void copies() {
    String twice =
        """
        month      | currency | billing_interval | mrr_due_minor
        2024-02-01 | EUR      | year             | 1
        2024-01-01 | USD      | month            | 1
        2024-01-01 | EUR      | month            | 1
        2024-02-01 | EUR      | year             | 2
        2024-02-01 | EUR      | year             | 3
        2024-01-01 | EUR      | month            | 2
        """;
    Dataset<Row> rows = LiteralTable.of(InsightTables.RENEWAL_CALENDAR, twice);

    assertThat(
            Exports.write(InsightTables.RENEWAL_CALENDAR, rows, folder, ScratchSpace.onOneDisk()))
        .isEqualTo(
            new Exports.Written(
                6,
                new Audits.Result("key_is_unique_renewal_calendar", 2, "2024-01-01 EUR month"),
                List.of()));
  }

  @Test
  @DisplayName("What a failed attempt of a task left is removed")
  void leftover() throws IOException {
    Dataset<Row> rows = LiteralTable.of(InsightTables.RENEWAL_CALENDAR, CALENDAR);
    Path parquet = Files.createDirectories(folder.resolve("exports/parquet/renewal_calendar"));
    Files.writeString(parquet.resolve("part-of-a-failed-attempt"), "PAR1");

    Exports.write(InsightTables.RENEWAL_CALENDAR, rows, folder, ScratchSpace.onOneDisk());

    assertThat(parquet).isDirectoryContaining(file -> file.endsWith("part-00000.parquet"));
    assertThat(parquet.toFile().list()).hasSize(1);
  }

  @Test
  @DisplayName("Spark reads every type as declared, with nulls and the comments of columns")
  void types() {
    Table table =
        Table.named("types")
            .onePer("name")
            .key("name")
            .column("name", Table.STRING, "Its name")
            .optional("count", Table.LONG, "A number")
            .optional("small", Table.INT, "A small one")
            .optional("truth", Table.BOOLEAN, "A truth")
            .optional("day", Table.DATE, "A day")
            .optional("time", Table.TIMESTAMP, "A time")
            .optional("ratio", Table.DOUBLE, "A ratio")
            .optional("exact", Table.EXACT, "An exact number")
            .optional("rate", Table.RATE, "A rate")
            .build();
    String literal =
        """
        name | count | small | truth | day        | time                        | ratio | exact           | rate
        full | -7    | 8     | true  | 1969-12-31 | 1969-12-31T23:59:59.999999Z | 0.1   | -0.000000000001 | 1.08250000
        none |       |       |       |            |                             |       |                 |
        """;
    Dataset<Row> rows = LiteralTable.of(table, literal);

    Exports.write(table, rows, folder, ScratchSpace.onOneDisk());

    Dataset<Row> read =
        TestSpark.session().read().parquet(folder.resolve("exports/parquet/types").toString());
    assertThat(read.schema()).isEqualTo(table.schema().asNullable());
    assertThat(read.collectAsList()).isEqualTo(rows.collectAsList()).hasSize(2);
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
