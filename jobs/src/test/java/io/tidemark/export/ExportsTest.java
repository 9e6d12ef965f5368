package io.tidemark.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.tables.StagingTables;
import io.tidemark.tables.Table;
import io.tidemark.testing.LiteralTable;
import io.tidemark.testing.TestSpark;
import io.tidemark.util.SpreadsheetText;
import io.tidemark.warehouse.ScratchSpace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportsTest {
  private static final Table NOTES =
      Table.named("notes")
          .onePer("note")
          .key("id")
          .column("id", Table.STRING, "Its name")
          .column("currency", Table.STRING, "ISO 4217")
          .column("price_minor", Table.LONG, "Minor units")
          .optional("share", Table.DOUBLE, "A ratio")
          .optional("at", Table.TIMESTAMP, "A time")
          .optional("text", Table.STRING, "What it says")
          .build();

  @TempDir private Path folder;
  private final SparkSession spark = TestSpark.session();

  @Test
  void amountsAreInMajorUnitsAndRowsInTheOrderOfTheirKey() throws IOException {
    Timestamp noon = Timestamp.from(Instant.parse("2025-01-31T12:00:00Z"));
    Dataset<Row> notes =
        notes(
            RowFactory.create("c", "KWD", 1_234L, 0.5, null, ""),
            RowFactory.create("a", "EUR", -3_125_099L, null, noon, "say \"hi\", or\nnot"),
            RowFactory.create("b", "JPY", 500L, 1e-9, null, null));

    assertThat(Exports.write(NOTES, notes, folder, ScratchSpace.onOneDisk()).rows()).isEqualTo(3);

    assertThat(Files.readString(folder.resolve("exports/csv/notes.csv")))
        .isEqualTo(
            """
            id,currency,price,share,at,text\r
            a,EUR,-31250.9900,,2025-01-31T12:00:00Z,"say ""hi"", or
            not"\r
            b,JPY,500.0000,1.0E-9,,\r
            c,KWD,1.2340,0.5,,""\r
            """);
    assertThat(Files.getPosixFilePermissions(folder.resolve("exports/csv/notes.csv")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(parquet("notes").collectAsList()).hasSize(3);
    assertThat(parquet("notes").schema().apply("price").dataType().sql())
        .isEqualTo("DECIMAL(19,4)");
  }

  @Test
  @DisplayName("Invoices are sorted by id in CSV, in Parquet by customer first")
  void invoicesByCustomer() throws IOException {
    Dataset<Row> invoices =
        LiteralTable.of(
            StagingTables.INVOICES,
            """
            invoice_id | customer_id | currency | status | created_at           | tax_minor | total_minor | net_minor | is_recurring | source_line
            in_3       | cus_a       | EUR      | paid   | 2024-01-01T08:00:00Z | 0         | 100         | 100       | true         | 2
            in_1       | cus_b       | EUR      | paid   | 2024-01-01T08:00:00Z | 0         | 100         | 100       | true         | 3
            in_2       | cus_a       | EUR      | paid   | 2024-01-01T08:00:00Z | 0         | 100         | 100       | true         | 4
            """);

    Exports.write(StagingTables.INVOICES, invoices, folder, ScratchSpace.onOneDisk());

    assertThat(Files.readAllLines(folder.resolve("exports/csv/invoices.csv")))
        .extracting(line -> line.split(",")[0])
        .containsExactly("invoice_id", "in_1", "in_2", "in_3");
    assertThat(parquet("invoices").select("invoice_id").as(Encoders.STRING()).collectAsList())
        .containsExactly("in_2", "in_3", "in_1");
  }

  @Test
  void textThatASpreadsheetWouldRunIsNeutralisedAndNumbersNever() {
    assertThat(
            Stream.of("=cmd()", "+1", "-1", "@a", "\tb", "\rc", "a=b", "")
                .map(text -> CsvFile.cell(text)))
        .containsExactly("'=cmd()", "'+1", "'-1", "'@a", "'\tb", "'\rc", "a=b", "");
    assertThat(CsvFile.cell(-1L)).isEqualTo("-1");
    assertThat(CsvFile.cell(new java.math.BigDecimal("-0.00000001"))).isEqualTo("-0.00000001");
    assertThat(CsvFile.cell(null)).isNull();
  }

  @Test
  @DisplayName("A formula behind a separator of another spreadsheet is neutralized, and read back")
  void textThatASpreadsheetMaySplitIsNeutralized() {
    Map<String, String> cells = new LinkedHashMap<>();
    cells.put("x;=1+1;y", "x;'=1+1;y");
    cells.put("x\t@SUM(A1)", "x\t'@SUM(A1)");
    cells.put("x\r\n-1", "x\r\n'-1");
    cells.put("x; \"=1", "x;' \"=1");
    cells.put("\uff1d1+1", "'\uff1d1+1");
    cells.put("x;\uff20A1", "x;'\uff20A1");
    cells.put("x;y=1;z", "x;y=1;z");
    cells.put("'=1", "''=1");
    cells.put("x;' =1", "x;'' =1");
    cells.put("'\tb", "''\tb");
    cells.put("it's;'", "it's;'");

    cells.forEach(
        (text, cell) -> {
          assertThat(CsvFile.cell(text)).isEqualTo(cell);
          assertThat(SpreadsheetText.original(cell)).isEqualTo(text);
        });
  }

  @Test
  void equalRowsAreEqualBytesAndNothingElseIsLeftThere() throws IOException {
    Row first = RowFactory.create("a", "EUR", 1L, null, null, "x");
    Row second = RowFactory.create("b", "EUR", 2L, null, null, "y");
    Path other = folder.resolve("other");

    Exports.write(NOTES, notes(first, second), folder.resolve("one"), ScratchSpace.onOneDisk());
    Exports.write(NOTES, notes(second, first).repartition(2), other, ScratchSpace.onOneDisk());

    assertThat(files(other))
        .containsExactly("exports/csv/notes.csv", "exports/parquet/notes/part-00000.parquet");
    for (String file : files(other)) {
      assertThat(other.resolve(file)).hasSameBinaryContentAs(folder.resolve("one").resolve(file));
    }
  }

  @Test
  void aFoldersNameIsNoGlob() throws IOException {
    Path odd = folder.resolve("w [1]{a}*?");

    Exports.write(
        NOTES,
        notes(RowFactory.create("a", "EUR", 100L, null, null, "x")),
        odd,
        ScratchSpace.onOneDisk());

    assertThat(Files.readAllLines(odd.resolve("exports/csv/notes.csv")))
        .containsExactly("id,currency,price,share,at,text", "a,EUR,1.0000,,,x");
    assertThat(
            Exports.read(NOTES, odd, ScratchSpace.onOneDisk(), spark).select("price_minor").first())
        .isEqualTo(RowFactory.create(100L));
  }

  @Test
  void aTableWithoutRowsHasItsHeaderAndSchema() throws IOException {
    assertThat(Exports.write(NOTES, notes(), folder, ScratchSpace.onOneDisk()).rows()).isZero();

    assertThat(folder.resolve("exports/csv/notes.csv"))
        .content()
        .isEqualTo("id,currency,price,share,at,text\r\n");
    assertThat(parquet("notes").columns()).contains("price");
  }

  private Dataset<Row> notes(Row... rows) {
    return spark.createDataFrame(List.of(rows), NOTES.schema());
  }

  private Dataset<Row> parquet(String table) {
    return spark.read().parquet(folder.resolve("exports/parquet").resolve(table).toString());
  }

  private static List<String> files(Path root) throws IOException {
    try (Stream<Path> walk = Files.walk(root)) {
      return walk.filter(Files::isRegularFile)
          .map(file -> root.relativize(file).toString())
          .sorted()
          .toList();
    }
  }
}
