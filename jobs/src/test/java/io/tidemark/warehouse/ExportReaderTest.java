package io.tidemark.warehouse;

import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.format_string;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.errors.ErrorCode;
import io.tidemark.errors.UserError;
import io.tidemark.relational.Books;
import io.tidemark.tables.MrrTables;
import io.tidemark.testing.TestSpark;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.parquet.filter2.predicate.Statistics;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExportReaderTest {
  @Test
  @DisplayName("A value comes as its column is typed, and null where there is none")
  void values() {
    ExportReader run = ExportedRun.open(Books.warehouse());

    ExportRow invoice = run.rows("invoices", "invoice_id", "in_7").get(0);
    assertThat(invoice.text("customer_id")).isEqualTo("cus_yen");
    assertThat(invoice.decimal("total")).isEqualTo(new BigDecimal("5000.0000"));
    assertThat(invoice.amount("total")).isEqualTo(new BigDecimal("5000"));
    assertThat(invoice.isTrue("is_recurring")).isTrue();
    assertThat(invoice.isTrue("is_closed")).isFalse();
    assertThat(invoice.time("created_at")).isEqualTo(Instant.parse("2024-01-31T23:30:00Z"));
    assertThat(invoice.time("paid_at")).isNull();
    assertThat(invoice.amount("discount")).isNull();
    assertThat(invoice.number("source_line")).isEqualTo(8);
    assertThat(invoice.value("no_such_column")).isNull();
    ExportRow mrr = run.rows("customer_mrr", "customer_id", "cus_yearly").get(0);
    assertThat(mrr.date("valid_to")).isEqualTo(LocalDate.parse("2025-02-15"));
    ExportRow rate = run.rows("exchange_rates", "currency", "JPY").get(0);
    assertThat(rate.decimal("rate")).isEqualTo(new BigDecimal("156.33000000"));
    assertThat(run.run().dataThroughDate()).isEqualTo(LocalDate.parse("2024-04-01"));
  }

  @Test
  @DisplayName("Of 9,000 customers in pages of 1,000 rows each is found, and nobody else")
  void manyPages() throws IOException {
    Path warehouse = intervalsOf(9_000);
    ExportReader run = ExportedRun.open(warehouse);

    try (ParquetFileReader file = ParquetFileReader.open(new LocalInputFile(part(warehouse)))) {
      ColumnChunkMetaData customers = file.getRowGroups().get(0).getColumns().get(0);
      assertThat(file.readOffsetIndex(customers).getPageCount()).isEqualTo(9);
    }
    for (String customer : List.of("cus_00000", "cus_00999", "cus_01000", "cus_08999")) {
      assertThat(customers(run.rows("customer_mrr", "customer_id", customer)))
          .containsExactly(customer);
    }
    assertThat(customers(run.rows("customer_mrr", "customer_id", "cus_0"))).isEmpty();
    assertThat(
            customers(
                run.rows(
                    "customer_mrr",
                    "customer_id",
                    List.of("cus_08000", "cus_00001", "cus_09000", "cus_00002"))))
        .containsExactly("cus_00001", "cus_00002", "cus_08000");
    List<String> all = new ArrayList<>();
    try (ExportRows rows = run.all("customer_mrr", List.of("customer_id"))) {
      rows.forEachRemaining(row -> all.add(row.text("customer_id")));
    }
    assertThat(all).hasSize(9_000).isSorted();
  }

  @ParameterizedTest(name = "values a and m, page from {0} to {1}")
  @CsvSource({
    "a, b, false",
    "b, l, true",
    "b, m, false",
    "A, Z, true",
    "n, z, true",
    "A, z, false"
  })
  @DisplayName("A page is skipped if no value is between its least and its greatest text")
  void pages(String least, String greatest, boolean isSkipped) {
    OneOf oneOf = new OneOf(List.of("m", "a"));
    Statistics<Binary> page =
        new Statistics<>(
            Binary.fromString(least), Binary.fromString(greatest), Comparator.naturalOrder());

    assertThat(oneOf.canDrop(page)).isEqualTo(isSkipped);
  }

  @Test
  @DisplayName("A table that is damaged or gone is never an answer")
  void damage() throws IOException {
    for (String damage : List.of("truncated", "zeroed", "one bit", "gone")) {
      Path warehouse = intervalsOf(10);
      ExportReader run = ExportedRun.open(warehouse);
      Path part = part(warehouse);
      byte[] content = Files.readAllBytes(part);
      switch (damage) {
        case "truncated" -> Files.write(part, Arrays.copyOf(content, content.length / 2));
        case "zeroed" -> Files.write(part, new byte[content.length]);
        case "one bit" -> {
          content[lastByteOfTheFirstColumn(part)] ^= 1;
          Files.write(part, content);
        }
        default -> {
          Files.delete(part);
          Files.delete(part.getParent());
        }
      }

      assertThatThrownBy(() -> run.rows("customer_mrr", "customer_id", "cus_00003"))
          .as(damage)
          .isInstanceOf(UserError.class)
          .extracting(error -> ((UserError) error).code())
          .isEqualTo(ErrorCode.WAREHOUSE_DAMAGED);
    }
  }

  private static List<String> customers(List<ExportRow> rows) {
    return rows.stream().map(row -> row.text("customer_id")).toList();
  }

  private static Path part(Path warehouse) {
    Path run = warehouse.resolve("runs").resolve(Books.RUN.runId());
    return ExportReader.tables(run).resolve("customer_mrr/part-00000.parquet");
  }

  private static int lastByteOfTheFirstColumn(Path part) throws IOException {
    try (ParquetFileReader file = ParquetFileReader.open(new LocalInputFile(part))) {
      ColumnChunkMetaData first = file.getRowGroups().get(0).getColumns().get(0);
      return Math.toIntExact(first.getStartingPos() + first.getTotalSize() - 1);
    }
  }

  /** A row of {@code customer_mrr} for each of some customers, the last one first. */
  private static Path intervalsOf(int customers) {
    Dataset<Row> rows =
        TestSpark.session()
            .range(customers)
            .withColumn(
                "customer_id",
                concat(lit("cus_"), format_string("%05d", expr("" + (customers - 1) + " - id"))))
            .selectExpr(
                "customer_id",
                "'EUR' as currency",
                "false as is_converted",
                "date'2024-01-01' as valid_from",
                "date'2025-01-01' as valid_to",
                "1000L as mrr_minor",
                "0L as implied_minor",
                "0L as pending_minor",
                "0L as low_confidence_minor",
                "false as starts_unseen");
    return ExportedRun.of(Books.RUN.runId(), Books.basis(), Map.of(MrrTables.CUSTOMER_MRR, rows));
  }
}
