package io.tidemark.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.source.csv.PlainReader;
import io.tidemark.testing.Export;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Which rows are rejected, and why: every case is one row of one file. */
public class RowRejectTest {
  public static final String HEADER =
      Export.MINIMAL_HEADER.replace("Subtotal", "Due Date (UTC)") + ",Closed";
  public static final String GOOD =
      "in_%d,cus_a,sub_a,paid,eur,,,\"7,00\",\"46,00\",2025-01-05 9:07,2025-01-05 9:07,"
          + "2025-02-05 9:07,TRUE";
  private static final String NONE = "";

  public record Case(String change, String into, String reason) {}

  public static final List<Case> CASES =
      List.of(
          new Case("TRUE", "TRUE,more", "ROW_FIELD_COUNT"),
          new Case(",TRUE", "", "ROW_FIELD_COUNT"),
          new Case("sub_a", "sub\"_a", "QUOTE_BARE"),
          new Case("sub_a", "x".repeat(70_000), "FIELD_TOO_LONG"),
          new Case("cus_a", "", "VALUE_MISSING"),
          new Case("cus_a", " ", "VALUE_MISSING"),
          new Case("\"46,00\"", "", "VALUE_MISSING"),
          new Case("46,00", "€46,00", "AMOUNT_FORMAT"),
          new Case("46,00", "4,6e1", "AMOUNT_FORMAT"),
          new Case("46,00", "NaN", "AMOUNT_FORMAT"),
          new Case("46,00", "1.046,00", NONE),
          new Case("46,00", "1.46,00", "AMOUNT_FORMAT"),
          new Case("46,00", "1,046,00", "AMOUNT_FORMAT"),
          new Case("46,00", "1.046.00", "AMOUNT_FORMAT"),
          new Case("46,00", "0.046,00", "AMOUNT_FORMAT"),
          new Case("46,00", "1234.046,00", "AMOUNT_FORMAT"),
          new Case("46,00", "46,", "AMOUNT_FORMAT"),
          new Case("46,00", ",46", "AMOUNT_FORMAT"),
          new Case("46,00", "+46,00", "AMOUNT_FORMAT"),
          new Case("46,00", "(46,00)", "AMOUNT_FORMAT"),
          new Case("46,00", " 46,00", "AMOUNT_FORMAT"),
          new Case("46,00", "４６,00", "AMOUNT_FORMAT"),
          new Case("46,00", "46,000", "AMOUNT_SCALE"),
          new Case("eur", "jpy", NONE),
          new Case("eur,,,\"7,00\",\"46,00\"", "jpy,,,\"7,00\",\"46,50\"", "AMOUNT_SCALE"),
          new Case("eur", "ınr", "CURRENCY_UNKNOWN"),
          new Case("eur", "uſd", "CURRENCY_UNKNOWN"),
          new Case("46,00", "10000000000000,00", "AMOUNT_RANGE"),
          new Case("46,00", "9999999999999,99", NONE),
          new Case("46,00", "-46,00", NONE),
          new Case("46,00", "46", "AMOUNT_DECIMALS"),
          new Case("46,00", "0", NONE),
          new Case("TRUE", "yes", "BOOLEAN_FORMAT"),
          new Case("2025-01-05 9:07,2025-01-05", "2025-02-30 9:07,2025-01-05", "DATE_FORMAT"),
          new Case("2025-01-05 9:07,2025-01-05", "01/02/2025 9:07,2025-01-05", "DATE_FORMAT"),
          new Case("2025-01-05 9:07,2025-01-05", "2025-01-05 24:00,2025-01-05", "DATE_FORMAT"),
          new Case("2025-01-05 9:07,2025-01-05", "2025-01-05T09:07:00,2025-01-05", NONE),
          new Case("2025-01-05 9:07,2025-01-05", "2025-01-05 9:07 UTC,2025-01-05", NONE),
          new Case("2025-01-05 9:07,2025-01-05", "2025-01-05 9:07 PST,2025-01-05", "DATE_FORMAT"),
          new Case("2025-01-05 9:07,2025-01-05", "2025-01-05,2025-01-05", "DATE_FORMAT"),
          new Case("2025-01-05 9:07,2025-01-05", "05.01.2025 9:07,2025-01-05", "DATE_FORMAT"),
          new Case("2025-01-05 9:07,2025-01-05", "1999-12-31 9:07,2025-01-05", "DATE_RANGE"),
          new Case("2025-01-05 9:07,2025-01-05", "2035-03-02 9:07,2025-01-05", "DATE_RANGE"),
          new Case("2025-01-05 9:07,2025-01-05", "2025-03-04 0:00,2025-01-05", NONE),
          new Case("2025-01-05 9:07,2025-01-05", "2025-03-04 0:01,2025-01-05", "DATE_IN_FUTURE"),
          new Case("2025-01-05 9:07,2025-01-05", "2026-01-05 9:07,2025-01-05", "DATE_IN_FUTURE"),
          new Case("9:07,2025-02-05 9:07", "9:07,2025-01-04 9:07", "PERIOD_REVERSED"),
          new Case("9:07,2025-02-05 9:07", "9:07,", "PERIOD_INCOMPLETE"),
          new Case("9:07,2025-02-05 9:07", "9:07,2025-01-05 9:07", NONE),
          new Case("2025-01-05 9:07,2025-02-05", "2014-01-05 9:07,2025-02-05", "PERIOD_TOO_LONG"),
          new Case("paid", "deleted", "STATUS_UNKNOWN"),
          new Case("eur", "eu", "CURRENCY_UNKNOWN"),
          new Case("eur", "xyz", "CURRENCY_UNKNOWN"),
          new Case("sub_a", "", NONE),
          new Case("sub_a", "=cmd()", NONE),
          new Case("sub_a", "<script>", NONE),
          new Case("sub_a", "\"a \"\"quoted\"\",\nbroken name\"", NONE),
          new Case("eur,", "eur,1970-01-01 0:00", NONE),
          new Case("eur,", "eur,soon", NONE));

  @TestFactory
  Stream<DynamicTest> rows(@TempDir Path folder) {
    List<String> lines = new ArrayList<>(List.of(HEADER));
    for (int index = 0; index < CASES.size(); index++) {
      Case one = CASES.get(index);
      lines.add(String.format(GOOD, index).replace(one.change(), one.into()));
    }
    lines.add(HEADER);
    lines.add(String.format(GOOD, CASES.size()));
    List<Row> rows = PlainReader.rows(Export.write(folder, "a.csv", lines.toArray(String[]::new)));
    assertThat(rows).hasSize(CASES.size() + 2);
    assertThat(PlainReader.reasons(rows.get(CASES.size()))).containsExactly("ROW_IS_HEADER");
    assertThat(PlainReader.reasons(rows.get(CASES.size() + 1))).isEmpty();
    return IntStream.range(0, CASES.size())
        .mapToObj(index -> test(CASES.get(index), rows.get(index)));
  }

  @TestFactory
  Stream<DynamicTest> aWrongDueDateIsNulledAndFound(@TempDir Path folder) {
    return Stream.of("1970-01-01 0:00 DATE_RANGE", "soon DATE_FORMAT")
        .map(
            one ->
                DynamicTest.dynamicTest(
                    one,
                    () -> {
                      String date = one.replaceAll(" DATE.*", "");
                      String line = String.format(GOOD, 1).replace("eur,", "eur," + date);
                      Row row =
                          PlainReader.rows(Export.write(folder, "b.csv", HEADER, line)).get(0);
                      assertThat(PlainReader.reasons(row)).isEmpty();
                      assertThat(PlainReader.flaws(row))
                          .containsExactly(one.substring(date.length() + 1));
                      assertThat(PlainReader.values(row)).doesNotContain("1970");
                    }));
  }

  @TestFactory
  Stream<DynamicTest> aBrokenLineTakesItsNeighbourWithIt(@TempDir Path folder) {
    String good = String.format(GOOD, 1);
    return Stream.of(
            List.of(
                "in the first field", "in\n" + good.substring(2), "[ROW_FIELD_COUNT], [ROW_SPLIT]"),
            List.of(
                "in the last field",
                good.replace("TRUE", "TR\nUE"),
                "[ROW_SPLIT], [ROW_FIELD_COUNT]"),
            List.of(
                "between",
                good.replace("sub_a", "sub\n_a"),
                "[ROW_FIELD_COUNT], [ROW_FIELD_COUNT]"))
        .map(
            one ->
                DynamicTest.dynamicTest(
                    one.get(0),
                    () -> {
                      String path =
                          Export.write(
                              folder,
                              "c.csv",
                              HEADER,
                              String.format(GOOD, 0),
                              one.get(1),
                              String.format(GOOD, 2));
                      List<String> reasons =
                          PlainReader.rows(path).stream()
                              .map(row -> PlainReader.reasons(row).toString())
                              .toList();
                      assertThat(String.join(", ", reasons)).contains(one.get(2));
                    }));
  }

  private static DynamicTest test(Case one, Row row) {
    String name = one.into().substring(0, Math.min(40, one.into().length()));
    return DynamicTest.dynamicTest(
        name.replaceAll("\\p{Cntrl}", " ")
            + " -> "
            + (one.reason().isEmpty() ? "accepted" : one.reason()),
        () -> assertThat(String.join(", ", PlainReader.reasons(row))).isEqualTo(one.reason()));
  }
}
