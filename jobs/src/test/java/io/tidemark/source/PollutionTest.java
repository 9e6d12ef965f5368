package io.tidemark.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.errors.UserError;
import io.tidemark.source.csv.PlainReader;
import io.tidemark.source.csv.SourceFile;
import io.tidemark.testing.Export;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Pollutes a good export at every byte, row and column: no row is accepted that the good export
 * does not have, every record is accepted or has its reason, and a refused file has its code.
 */
public class PollutionTest {
  public static final List<String> GOOD =
      List.of(
          "id,Customer,Subscription,Status,Currency,Closed,Subtotal,Tax,Total,Date (UTC),"
              + "Minimum Line Item Period Start (UTC),Maximum Line Item Period End (UTC),"
              + "Applied Coupons",
          "in_1,cus_a,sub_a,paid,eur,TRUE,\"39,00\",\"7,02\",\"46,02\",2025-01-05 9:07,"
              + "2025-01-05 9:07,2025-02-05 9:07,",
          "in_2,cus_b,sub_b,open,usd,FALSE,\"1250,50\",,\"1250,50\",2025-01-06 10:30,"
              + "2025-01-06 10:30,2026-01-06 10:30,WELCOME",
          "in_3,cus_c,,paid,eur,TRUE,\"-10,00\",\"0,00\",\"-10,00\",2025-01-07 23:59,,,",
          "in_4,cus_d,sub_d,uncollectible,gbp,TRUE,\"5,00\",\"1,00\",\"6,00\",2025-01-08 0:00,"
              + "2025-01-08 0:00,2025-01-15 0:00,HALF");

  @TempDir private Path folder;
  private final Set<String> truth = new HashSet<>();
  private final Map<String, Integer> decisions = new TreeMap<>();
  private final List<String> wrong = new ArrayList<>();

  @BeforeEach
  void readTheTruth() {
    PlainReader.rows(Export.write(folder, "good.csv", text(GOOD)))
        .forEach(row -> truth.add(PlainReader.values(row)));
    assertThat(truth).hasSize(GOOD.size() - 1);
  }

  @Test
  void signsInsertedAtEveryByte() {
    byte[] good = text(GOOD);
    for (String sign : List.of("\"", "\n", "\r", "\r\n", ",", "\0", "\"\"", ",\"", "\",", "\n\n")) {
      for (int at = 0; at <= good.length; at++) {
        pollute(inserted(good, at, sign.getBytes(StandardCharsets.UTF_8)), sign + " at " + at);
      }
    }
    for (int at = 0; at <= good.length; at++) {
      pollute(inserted(good, at, new byte[] {(byte) 0xff}), "no UTF-8 at " + at);
    }
    assertThat(wrong).isEmpty();
    assertThat(decisions.keySet())
        .contains(
            "QUOTE_UNTERMINATED",
            "QUOTE_UNESCAPED",
            "ENCODING_NUL",
            "ENCODING_INVALID",
            "HEADER_MISSING_COLUMN",
            "HEADER_MISMATCH",
            "row QUOTE_BARE",
            "row ROW_FIELD_COUNT",
            "row ROW_SPLIT");
    assertThat(decisions.get("clean row refused"))
        .as("clean rows lost to a polluted neighbour, of all clean rows")
        .isLessThan(decisions.get("clean row accepted") / 20);
  }

  @Test
  void quotesAndSeparatorsRemovedAtEveryByte() {
    byte[] good = text(GOOD);
    for (int at = 0; at < good.length; at++) {
      if (good[at] == '"' || good[at] == ',' || good[at] == '\n') {
        byte[] less = Arrays.copyOf(good, good.length - 1);
        System.arraycopy(good, at + 1, less, at, good.length - at - 1);
        pollute(less, "removed at " + at);
      }
    }
    assertThat(wrong).isEmpty();
  }

  /** The value at the very end of a file has nothing behind it: its column is none of ours here. */
  @Test
  void cutOffAtEveryByte() {
    byte[] good = text(GOOD.stream().map(line -> line + ",x").toList());
    for (int length = 0; length < good.length; length++) {
      pollute(Arrays.copyOf(good, length), "cut off at " + length);
    }
    assertThat(wrong).isEmpty();
    assertThat(decisions.keySet()).contains("FILE_EMPTY", "FILE_TRUNCATED", "QUOTE_UNTERMINATED");
  }

  @Test
  void cellsReplacedInEveryRowAndColumn() {
    List<String> values =
        List.of(
            "€39,00",
            "39,00 €",
            "3,9e1",
            "NaN",
            "1.03,00",
            "39,005",
            "39.00",
            "(39,00)",
            "39,",
            "--39,00",
            "−39,00",
            "#REF!",
            "2025-02-30 9:07",
            "05/01/2025 9:07",
            "5.1.2025",
            "45662",
            "2025-01-05T24:07",
            "1999-12-31 9:07",
            "9999-12-31 0:00",
            "10000000000000,00");
    for (int row = 1; row < GOOD.size(); row++) {
      List<String> cells = cells(GOOD.get(row));
      for (int column = 3; column < cells.size() - 1; column++) {
        for (String value : values) {
          List<String> changed = new ArrayList<>(cells);
          changed.set(column, '"' + value + '"');
          List<String> lines = new ArrayList<>(GOOD);
          lines.set(row, String.join(",", changed));
          pollute(text(lines), value + " in row " + row + ", column " + column);
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(decisions.keySet())
        .contains("DECIMAL_MIXED", "row AMOUNT_FORMAT", "row AMOUNT_SCALE", "row AMOUNT_RANGE")
        .contains("row DATE_FORMAT", "row DATE_RANGE", "row STATUS_UNKNOWN", "row CURRENCY_UNKNOWN")
        .contains("row BOOLEAN_FORMAT", "row AMOUNT_DECIMALS");
  }

  @Test
  void rowsRepeatedAndStrangersBetweenThem() {
    for (int row = 1; row <= GOOD.size(); row++) {
      for (String stranger : List.of(GOOD.get(0), "Total,4", "-----", ",,,,,,,,,,,,", "# end")) {
        List<String> lines = new ArrayList<>(GOOD);
        lines.add(row, stranger);
        pollute(text(lines), stranger + " as row " + row);
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(decisions.keySet())
        .contains("row ROW_IS_HEADER", "row ROW_FIELD_COUNT", "row VALUE_MISSING");
  }

  private void pollute(byte[] bytes, String how) {
    String path = Export.write(folder, "polluted.csv", bytes);
    try {
      SourceFile file = PlainReader.scan(List.of(path), Long.MAX_VALUE).get(0);
      List<Row> rows = PlainReader.rows(file);
      if (rows.size() != file.records()) {
        wrong.add(how + ": " + file.records() + " records, " + rows.size() + " rows");
      }
      rows.forEach(row -> judge(row, how));
    } catch (UserError refused) {
      decisions.merge(refused.code().name(), 1, Integer::sum);
    }
  }

  private void judge(Row row, String how) {
    List<String> reasons = PlainReader.reasons(row);
    reasons.forEach(reason -> decisions.merge("row " + reason, 1, Integer::sum));
    if (reasons.isEmpty() && !truth.contains(PlainReader.values(row))) {
      wrong.add(how + ": " + PlainReader.values(row));
    }
    boolean isCleanRow = GOOD.contains(row.getString(3));
    if (isCleanRow) {
      String decision = reasons.isEmpty() ? "clean row accepted" : "clean row refused";
      decisions.merge(decision, 1, Integer::sum);
    }
  }

  private static List<String> cells(String line) {
    return List.of(line.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1));
  }

  private static byte[] inserted(byte[] good, int at, byte[] sign) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(good, 0, at);
    bytes.writeBytes(sign);
    bytes.write(good, at, good.length - at);
    return bytes.toByteArray();
  }

  private static byte[] text(List<String> lines) {
    return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
  }
}
