package io.tidemark.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tidemark.errors.Problems;
import io.tidemark.errors.UserError;
import io.tidemark.source.csv.PlainReader;
import io.tidemark.testing.Export;
import io.tidemark.testing.TestSources;
import io.tidemark.testing.TestSpark;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordScanTest {
  private static final LocalDate READ_ON = LocalDate.of(2025, 3, 1);

  /** More records than those that the format of a column is assumed from. */
  private static final int MANY = 300;

  private static final byte[] TRUNCATED =
      (Export.MINIMAL_HEADER + "\nin_a,cus_a").getBytes(StandardCharsets.UTF_8);

  @TempDir private Path folder;

  @Test
  @DisplayName("Rows have the file, position, line and values that reading without Spark yields")
  void rowsOfTwoFiles() throws IOException {
    List<String> first = lines("a", "39.00", "2025-01-05 9:07");
    first.add(3, "in_quoted,cus_a,\"sub\n\n_a\",paid,eur,,,,1.00,2025-01-05 9:07,,");
    first.add(4, "in_short,cus_a");
    String one = Export.write(folder, "one.csv", first.toArray(String[]::new));
    String two = Export.write(folder, "two.csv.gz", gzip(lines("b", "7.50", "2025-02-01 9:07")));

    List<Row> rows = read(one, two).invoices().collectAsList();

    assertThat(rows).hasSize(2 * MANY + 2);
    assertThat(texts(rows.subList(0, MANY + 2))).isEqualTo(texts(PlainReader.rows(one)));
    assertThat(rows.subList(0, MANY + 2))
        .allMatch(row -> row.getString(0).equals(one) && row.getInt(1) == 0);
    assertThat(rows.subList(MANY + 2, rows.size()))
        .allMatch(row -> row.getString(0).equals(two) && row.getInt(1) == 1);
  }

  @Test
  @DisplayName("A format that only later records show is applied to the first records as well")
  void formatsOfLaterRecords() {
    List<String> lines = new ArrayList<>(List.of(Export.MINIMAL_HEADER));
    // 1/2 may be a day in January or February; 13/2 decides. 1.500 is 1,500 where ",50" follows.
    IntStream.range(0, MANY)
        .forEach(number -> lines.add(invoice("a" + number, "1.500", "1/2/2025")));
    IntStream.range(0, MANY)
        .forEach(number -> lines.add(invoice("b" + number, "\"2,50\"", "13/2/2025")));
    String file = Export.write(folder, "late.csv", lines.toArray(String[]::new));

    List<Row> rows = read(file).invoices().collectAsList();

    assertThat(rows).hasSize(2 * MANY).allMatch(row -> row.getList(row.size() - 2).isEmpty());
    assertThat(rows.get(0).<Long>getAs("total_minor")).isEqualTo(150_000);
    assertThat(rows.get(0).getAs("created_at").toString()).startsWith("2025-02-01");
  }

  @Test
  @DisplayName("Problems of several files are reported together, in the order of the files")
  void problemsInOrder() {
    String truncated = Export.write(folder, "a.csv", TRUNCATED);
    String good =
        Export.write(folder, "b.csv", lines("b", "1.00", "2025-01-05 9:07").toArray(String[]::new));
    String other = Export.write(folder, "c.csv", "a,b\n1,2\n");

    UserError refused = catchThrowableOfType(UserError.class, () -> read(truncated, good, other));

    assertThat(refused.problems())
        .extracting(problem -> problem.code().name())
        .containsExactly("FILE_TRUNCATED", "HEADER_MISMATCH");
  }

  @Test
  @DisplayName("A refused file has no rows, and the files around it keep theirs")
  void rowsWithoutARefusedFile() {
    String good =
        Export.write(folder, "a.csv", lines("a", "1.00", "2025-01-05 9:07").toArray(String[]::new));
    String truncated = Export.write(folder, "b.csv", TRUNCATED);
    String last =
        Export.write(folder, "c.csv", lines("c", "1.00", "2025-01-05 9:07").toArray(String[]::new));
    Problems problems = new Problems();

    SourceData data =
        Sources.read(
            TestSpark.session(),
            new Sources.Named(List.of(good, truncated, last), List.of(), List.of()),
            TestSources.stripe(),
            READ_ON,
            problems);

    assertThat(problems.all()).hasSize(1);
    assertThat(data.invoices().collectAsList())
        .hasSize(2 * MANY)
        .extracting(row -> row.getString(0))
        .containsOnly(good, last);
  }

  private static SourceData read(String... invoices) {
    return TestSources.read(List.of(invoices), List.of(), TestSources.stripe(), READ_ON);
  }

  private static List<String> texts(List<Row> rows) {
    return rows.stream()
        .map(row -> row.getLong(2) + row.getString(3) + row.getString(4) + PlainReader.values(row))
        .toList();
  }

  private static List<String> lines(String id, String amount, String created) {
    List<String> lines = new ArrayList<>(List.of(Export.MINIMAL_HEADER));
    IntStream.range(0, MANY).forEach(number -> lines.add(invoice(id + number, amount, created)));
    return lines;
  }

  private static String invoice(String id, String amount, String created) {
    return String.join(
        ",", "in_" + id, "cus_a", "", "paid", "eur", "", "", "", amount, created, "", "");
  }

  private static byte[] gzip(List<String> lines) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream zipped = new GZIPOutputStream(bytes)) {
      zipped.write((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }
}
