package io.tidemark.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.errors.ErrorCode;
import io.tidemark.errors.UserError;
import io.tidemark.source.csv.PlainReader;
import io.tidemark.source.profile.FileKind;
import io.tidemark.source.profile.Profile;
import io.tidemark.testing.Export;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An export of 14 invoices over 1,679.00 EUR as spreadsheets save it again. */
class SpreadsheetTest {
  private static final String HEADER = Export.MINIMAL_HEADER;
  private static final List<String> ROWS =
      """
      in_01,cus_a,sub_a,paid,eur,30.00,,,30.00,2024-03-05 08:00,2024-03-05 08:00,2024-04-05 08:00
      in_02,cus_a,sub_a,paid,eur,30.00,,,30.00,2024-04-05 08:00,2024-04-05 08:00,2024-05-05 08:00
      in_03,cus_a,sub_a,paid,eur,30.00,,,30.00,2024-05-05 08:00,2024-05-05 08:00,2024-06-05 08:00
      in_04,cus_a,sub_a,paid,eur,30.00,,,30.00,2024-06-05 08:00,2024-06-05 08:00,2024-07-05 08:00
      in_05,cus_a,sub_a,paid,eur,30.00,,,30.00,2024-07-05 08:00,2024-07-05 08:00,2024-08-05 08:00
      in_06,cus_a,sub_a,paid,eur,30.00,,,30.00,2024-08-05 08:00,2024-08-05 08:00,2024-09-05 08:00
      in_07,cus_a,sub_a,paid,eur,30.00,,,30.00,2024-09-05 08:00,2024-09-05 08:00,2024-10-05 08:00
      in_08,cus_a,sub_a,paid,eur,30.00,,,30.00,2024-10-05 08:00,2024-10-05 08:00,2024-11-05 08:00
      in_09,cus_a,sub_a,paid,eur,30.00,,,30.00,2024-11-05 08:00,2024-11-05 08:00,2024-12-05 08:00
      in_10,cus_a,sub_a,paid,eur,30.00,,,30.00,2024-12-05 08:00,2024-12-05 08:00,2025-01-05 08:00
      in_11,cus_a,sub_a,paid,eur,30.00,,,30.00,2025-01-05 08:00,2025-01-05 08:00,2025-02-05 08:00
      in_12,cus_a,sub_a,paid,eur,30.00,,,30.00,2025-02-05 08:00,2025-02-05 08:00,2025-03-05 08:00
      in_13,cus_b,sub_b,paid,eur,1200.00,,,1200.00,2024-03-05 09:00,2024-03-05 09:00,2025-03-05 09:00
      in_14,cus_c,sub_c,paid,eur,119.00,,,119.00,2024-04-05 09:00,2024-04-05 09:00,2024-05-05 09:00
      """
          .lines()
          .toList();

  @TempDir private Path folder;
  private List<String> clean;

  @BeforeEach
  void readTheExport() {
    clean = values(rows(HEADER, row -> row));
    assertThat(clean).hasSize(14);
    assertThat(total(clean)).isEqualTo(167_900);
  }

  @Test
  @DisplayName("German: semicolons, decimal commas, byte order mark, days first with dots")
  void german() {
    List<Row> rows =
        rows(
            "\ufeff" + HEADER.replace(',', ';'),
            row -> withTimes(row, "dd.MM.yyyy HH:mm").replace(',', ';').replace(".00", ",00"));

    assertThat(values(rows)).isEqualTo(clean);
  }

  @ParameterizedTest
  @DisplayName("Times that can be read in one way only are read")
  @ValueSource(
      strings = {
        "yyyy-MM-dd HH:mm:ss 'UTC'",
        "yyyy-MM-dd HH:mm:ss'Z'",
        "yyyy-MM-dd HH:mm:ss 'GMT'",
        "yyyy-MM-dd HH:mm:ss'+00:00'",
        "yyyy-MM-dd HH:mm:ss.SSS '+0000'",
        "yyyy-MM-dd'T'HH:mm",
        "yyyy-MM-dd'T'HH:mm:ss'Z'",
        "yyyy/M/d H:mm",
        "d.M.yyyy H:mm",
        "dd.MM.yy HH:mm:ss",
        "dd.MM.yyyy hh:mm a",
        "yyyy-MM-dd h:mm:ss a"
      })
  void unambiguous(String pattern) {
    assertThat(values(rows(HEADER, row -> withTimes(row, pattern)))).isEqualTo(clean);
  }

  @ParameterizedTest
  @DisplayName("Days without a time of day are read as midnight")
  @CsvSource({"yyyy-MM-dd", "dd.MM.yyyy", "yyyy/MM/dd"})
  void days(String pattern) {
    List<String> midnight =
        clean.stream().map(row -> row.replaceAll("0[89]:00:00", "00:00:00")).toList();

    assertThat(values(rows(HEADER, row -> withTimes(row, pattern)))).isEqualTo(midnight);
  }

  @ParameterizedTest
  @DisplayName("Slashes that leave day and month open are refused with the line of the profile")
  @CsvSource(
      delimiter = '|',
      value = {
        "M/d/yy H:mm | 3/5/24 8:00 | M/d/yy H:mm",
        "d/M/yyyy HH:mm:ss | 5/3/2024 08:00:00 | M/d/yyyy H:mm:ss",
        "M/d/yyyy h:mm a | 3/5/2024 8:00 AM | M/d/yyyy h:mm a",
        "MM/dd/yyyy | 03/05/2024 | M/d/yyyy"
      })
  void ambiguous(String pattern, String example, String way) {
    assertThatThrownBy(() -> rows(HEADER, row -> withTimes(row, pattern)))
        .isInstanceOfSatisfying(
            UserError.class, error -> assertThat(error.code()).isEqualTo(ErrorCode.DATE_AMBIGUOUS))
        .hasMessageContaining("column Date (UTC), line 2")
        .hasMessageContaining("in dates such as " + example)
        .hasMessageContaining("format: times: [\"" + way + "\"]");
  }

  @Test
  @DisplayName("The line that the refusal names reads the file, beside times as exported")
  void theWayOut() {
    Profile american =
        Profile.parse(Profile.text("stripe") + "\nformat: {times: [\"M/d/yy H:mm\"]}");
    String file =
        Export.write(folder, "us.csv", lines(HEADER, row -> withTimes(row, "M/d/yy H:mm")));
    String exported = Export.write(folder, "exported.csv", lines(HEADER, row -> row));

    assertThat(values(PlainReader.rows(file, american))).isEqualTo(clean);
    assertThat(values(PlainReader.rows(exported, american))).isEqualTo(clean);
  }

  @ParameterizedTest
  @DisplayName("Slashes are read where a value of the column shows the order")
  @ValueSource(strings = {"M/d/yy H:mm", "d/M/yyyy HH:mm", "MM/dd/yyyy hh:mm a"})
  void slashesDecided(String pattern) {
    String shown =
        "in_15,cus_d,sub_d,paid,eur,7.00,,,7.00,2024-06-25 10:30,2024-06-25 10:30,2024-07-25 10:30";
    List<Row> rows = rows(HEADER, row -> withTimes(row, pattern), shown);

    assertThat(values(rows).subList(0, 14)).isEqualTo(clean);
    assertThat(values(rows).get(14)).contains("2024-06-25 10:30:00.0 | 2024-07-25 10:30:00.0");
  }

  @Test
  @DisplayName("Slashes whose order differs from row to row are refused")
  void slashesContradict() {
    String[] lines = lines(HEADER, row -> withTimes(row, "M/d/yy H:mm"));
    lines[1] = lines[1].replace("3/5/24", "3/25/24");
    lines[2] = lines[2].replace("4/5/24", "25/4/24");

    assertThatThrownBy(() -> PlainReader.rows(Export.write(folder, "a.csv", lines)))
        .hasMessageContaining("DATE_AMBIGUOUS")
        .hasMessageContaining("differs from row to row");
  }

  @Test
  @DisplayName("The latest creation of a file is found in each style")
  void reach() {
    for (String pattern : List.of("yyyy-MM-dd HH:mm", "dd.MM.yyyy HH:mm", "yyyy-MM-dd'T'HH:mmXX")) {
      String file =
          Export.write(
              folder,
              "reach.csv",
              lines(HEADER, row -> withTimes(row, pattern.replace("XX", "'Z'"))));

      assertThat(PlainReader.scan(List.of(file), Long.MAX_VALUE).get(0).reach())
          .hasToString("2025-02-05T08:00:00Z");
    }
  }

  @Test
  @DisplayName("Empty columns at the end are ignored, in the header and behind the rows")
  void emptyColumns() {
    assertThat(values(rows(HEADER + ",,", row -> row + ",,"))).isEqualTo(clean);
    assertThat(values(rows(HEADER + ", ,,", row -> row))).isEqualTo(clean);
    assertThat(values(rows(HEADER, row -> row + ",,"))).isEqualTo(clean);
    assertThat(values(rows(HEADER + ",", row -> row + ",,"))).isEqualTo(clean);
  }

  @Test
  @DisplayName("A value in a column without a name is refused: its row may have shifted")
  void valueBehindTheHeader() {
    String[] lines = lines(HEADER + ",,", row -> row + ",,");
    lines[3] = lines[3].replace(",,", ",x,");
    lines[5] = lines[5] + ",";

    assertThat(
            PlainReader.rows(Export.write(folder, "a.csv", lines)).stream()
                .map(row -> PlainReader.reasons(row).toString())
                .filter(reasons -> !reasons.equals("[]")))
        .hasSize(2)
        .containsOnly("[ROW_FIELD_COUNT]");
  }

  @ParameterizedTest
  @DisplayName("A header is found without regard to case and to spaces around it")
  @CsvSource(
      delimiter = '|',
      value = {"id, | ID,", "Tax, | 'Tax ,'", "Tax, | tax,", "Status, | ' STATUS,'"})
  void headerNames(String name, String other) {
    String taxed = "in_1,cus_a,sub_a,paid,eur,39.00,,7.02,46.02,2025-01-05 9:07,,";
    List<String> expected = values(rows(HEADER, row -> row, taxed));

    assertThat(values(rows(HEADER.replace(name, other), row -> row, taxed))).isEqualTo(expected);
    assertThat(expected.get(14)).contains("702");
  }

  @Test
  @DisplayName("Two headers that differ by case or spaces are one name twice")
  void headersTwice() {
    assertThatThrownBy(() -> rows(HEADER + ",tax ", row -> row + ","))
        .hasMessageContaining("HEADER_DUPLICATE")
        .hasMessageContaining("tax");
    assertThat(rows(HEADER + ",Plan,plan", row -> row + ",a,b")).hasSize(14);
  }

  @Test
  @DisplayName("A first line with the separator alone is refused as no header")
  void separatorLine() {
    assertThatThrownBy(
            () -> rows("sep=;\n" + HEADER.replace(',', ';'), row -> row.replace(',', ';')))
        .hasMessageContaining("HEADER_MISMATCH")
        .hasMessageContaining("sep=");
  }

  @Test
  @DisplayName("A row of totals is rejected")
  void totalsRow() {
    List<Row> rows = rows(HEADER, row -> row, "Total,,,,,,,,1679.00,,,");

    assertThat(values(rows).subList(0, 14)).isEqualTo(clean);
    assertThat(PlainReader.reasons(rows.get(14))).contains("VALUE_MISSING");
  }

  private List<Row> rows(String header, UnaryOperator<String> change, String... more) {
    return PlainReader.rows(Export.write(folder, "invoices.csv", lines(header, change, more)));
  }

  private static String[] lines(String header, UnaryOperator<String> change, String... more) {
    return Stream.concat(
            Stream.of(header), Stream.concat(ROWS.stream(), Stream.of(more)).map(change))
        .toArray(String[]::new);
  }

  private static String withTimes(String row, String pattern) {
    DateTimeFormatter formatter = DateTimeFormatter.ofPattern(pattern, Locale.ROOT);
    return Stream.of(row.split(",", -1))
        .map(
            cell ->
                cell.matches("2[0-9]{3}-.*")
                    ? LocalDateTime.parse(cell.replace(' ', 'T')).format(formatter)
                    : cell)
        .collect(Collectors.joining(","));
  }

  private static List<String> values(List<Row> rows) {
    return rows.stream()
        .map(row -> PlainReader.reasons(row).isEmpty() ? PlainReader.values(row) : reasons(row))
        .toList();
  }

  private static String reasons(Row row) {
    return PlainReader.reasons(row).toString();
  }

  private static long total(List<String> values) {
    int total = FileKind.INVOICES.indexOf("total_minor");
    return values.stream().mapToLong(row -> Long.parseLong(row.split(" \\| ", -1)[total])).sum();
  }
}
