package io.tidemark.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.errors.ErrorCode;
import io.tidemark.errors.UserError;
import io.tidemark.source.csv.PlainReader;
import io.tidemark.source.csv.SourceFile;
import io.tidemark.source.profile.Profile;
import io.tidemark.tables.QualityCheck;
import io.tidemark.testing.Export;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which files are refused as a whole, with which code, and which are not. */
public class FileRefusalTest {
  private static final String HEADER = Export.MINIMAL_HEADER;
  private static final String ROW =
      "in_a,cus_a,sub_a,paid,eur,39.00,,7.00,46.00,2025-01-05 9:07,2025-01-05 9:07,2025-02-05 9:07";
  private static final String GOOD = HEADER + "\n" + ROW + "\n";

  @TempDir private Path folder;

  /** Texts of files, each with the code it is refused with. */
  public static Map<String, ErrorCode> refusedTexts() {
    Map<String, ErrorCode> cases = new LinkedHashMap<>();
    cases.put("", ErrorCode.FILE_EMPTY);
    cases.put("\n\n\n", ErrorCode.FILE_EMPTY);
    cases.put(ROW + "\n" + ROW + "\n", ErrorCode.HEADER_MISMATCH);
    cases.put("a,b,c\n1,2,3\n", ErrorCode.HEADER_MISMATCH);
    cases.put("Invoices of January\n\n" + GOOD, ErrorCode.HEADER_MISMATCH);
    cases.put(GOOD.replace(",Total,", ",Totl,"), ErrorCode.HEADER_MISSING_COLUMN);
    cases.put(GOOD.replace(",Subtotal,", ",Total,"), ErrorCode.HEADER_DUPLICATE);
    cases.put(
        HEADER.replace("Customer", "Cust\nomer") + "\n" + ROW, ErrorCode.HEADER_MISSING_COLUMN);
    cases.put(GOOD.replace("in_a", "in_\0a"), ErrorCode.ENCODING_NUL);
    cases.put(GOOD.replace("in_a", "\"in_a"), ErrorCode.QUOTE_UNTERMINATED);
    cases.put(GOOD.replace("in_a", "\"in\"_a"), ErrorCode.QUOTE_UNESCAPED);
    cases.put(HEADER + "\n" + ROW + "\nin_b,cus_b", ErrorCode.FILE_TRUNCATED);
    cases.put(GOOD + "\"" + "x".repeat(1 << 20) + "\"\n", ErrorCode.RECORD_TOO_LONG);
    cases.put(GOOD + ROW.replace("46.00", "\"46,00\""), ErrorCode.DECIMAL_MIXED);
    cases.put(GOOD + ROW.replace("sub_a", "\"sub_a,\n" + ROW + "\""), ErrorCode.QUOTE_UNTERMINATED);
    return cases;
  }

  @TestFactory
  Stream<DynamicTest> refused() {
    return refusedTexts().entrySet().stream()
        .map(
            one ->
                DynamicTest.dynamicTest(
                    one.getValue() + " " + abbreviated(one.getKey()),
                    () -> assertRefused("a.csv", utf8(one.getKey()), one.getValue())));
  }

  @TestFactory
  Stream<DynamicTest> refusedBytes() throws IOException {
    byte[] zipped = gzip(utf8(GOOD));
    byte[] broken = zipped.clone();
    broken[broken.length - 6] ^= 1;
    byte[] bomb = gzip(utf8(GOOD + (ROW + "\n").repeat(800_000)));
    return Stream.of(
        refusal(
            "UTF-16", "a.csv", GOOD.getBytes(StandardCharsets.UTF_16), ErrorCode.ENCODING_UTF16),
        refusal(
            "UTF-16 without its mark",
            "a.csv",
            GOOD.getBytes(StandardCharsets.UTF_16LE),
            ErrorCode.ENCODING_NUL),
        refusal(
            "UTF-32",
            "a.csv",
            ("\ufeff" + GOOD).getBytes(Charset.forName("UTF-32LE")),
            ErrorCode.ENCODING_UTF32),
        refusal(
            "Latin 1",
            "a.csv",
            GOOD.replace("in_a", "in_ä").getBytes(StandardCharsets.ISO_8859_1),
            ErrorCode.ENCODING_INVALID),
        refusal("gzip, cut off", "a.csv.gz", Arrays.copyOf(zipped, 60), ErrorCode.GZIP_CORRUPT),
        refusal("gzip, a bit flipped", "a.csv.gz", broken, ErrorCode.GZIP_CORRUPT),
        refusal(
            "gzip with garbage behind it",
            "a.csv.gz",
            concat(zipped, utf8("garbage that is no member of an archive")),
            ErrorCode.GZIP_CORRUPT),
        refusal("gzip bomb", "a.csv.gz", bomb, ErrorCode.GZIP_RATIO),
        refusal("no gzip", "a.csv.gz", utf8(GOOD), ErrorCode.FILE_TYPE),
        refusal("gzip in disguise", "a.csv", zipped, ErrorCode.FILE_TYPE),
        refusal("another type", "a.xlsx", utf8(GOOD), ErrorCode.FILE_TYPE),
        refusal("a spreadsheet", "a.csv", utf8("PK\3\4......"), ErrorCode.FILE_TYPE));
  }

  @TestFactory
  Stream<DynamicTest> accepted() throws IOException {
    String clean = PlainReader.values(rows("clean.csv", utf8(GOOD)).get(0));
    String reordered =
        "Total,note,id,Customer,Subscription,Status,Currency,Tax,Date (UTC),"
            + "Minimum Line Item Period Start (UTC),Maximum Line Item Period End (UTC),Subtotal\n"
            + "46.00,hello,in_a,cus_a,sub_a,paid,eur,7.00,2025-01-05 9:07,2025-01-05 9:07,"
            + "2025-02-05 9:07,39.00\n";
    Map<String, byte[]> cases = new LinkedHashMap<>();
    cases.put("columns reordered, one unknown", utf8(reordered));
    cases.put("a byte order mark", utf8("\ufeff" + GOOD));
    cases.put("CRLF", utf8(GOOD.replace("\n", "\r\n")));
    cases.put("no final newline", utf8(HEADER + "\n" + ROW));
    cases.put("blank lines", utf8(HEADER + "\n\n" + ROW + "\n\n"));
    cases.put("semicolons", utf8(GOOD.replace(",", ";")));
    cases.put("tabs", utf8(GOOD.replace(",", "\t")));
    cases.put("decimal commas", utf8(GOOD.replace(",", ";").replace(".00", ",00")));
    cases.put(
        "everything quoted",
        utf8("\"" + GOOD.strip().replace(",", "\",\"").replace("\n", "\"\n\"") + "\"\n"));
    cases.put("seconds", utf8(GOOD.replace("9:07", "09:07:00")));
    cases.put("ISO with offset", utf8(GOOD.replace(" 9:07", "T10:07:00+01:00")));
    cases.put("currency in upper case", utf8(GOOD.replace(",eur,", ",EUR,")));
    return Stream.concat(
        cases.entrySet().stream().map(one -> same(one.getKey(), "b.csv", one.getValue(), clean)),
        Stream.of(
            same("gzip", "b.csv.gz", gzip(utf8(GOOD)), clean),
            same(
                "gzip in two members",
                "b.csv.gz",
                concat(gzip(utf8(HEADER + "\n")), gzip(utf8(ROW + "\n"))),
                clean)));
  }

  /** The last field of a record is cut, with all others as they were. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Tax | 7.02 | 7.02 | 7.0
          Tax | 7.02 | 7.02 | 7.
          Tax | 7.02 | 120.50 | 12
          Tax | 7.02 | -7.02 | -7.0
          Tax | 7,02 | 1,50 | 7,
          Tax | 7.02 | 7.02 | ''
          Total | 46.02 | 46.02 | 49.9
          Date (UTC) | 2025-01-05 09:07:30 | 2025-01-06 09:07:30 | 2025-01-05 09:07
          Date (UTC) | 2025-01-05 9:07 | 2025-01-05 10:07 | 2025-01-05 9:0
          Customer | cus_0 | cus_17 | cus_
          Subscription | sub_0000 | sub_0001 | sub_00
          Closed | TRUE | FALSE | FAL
          Status | paid | open | pai
          """)
  @DisplayName("A value that is cut at the end of the file refuses it")
  void aCutLastValueIsRefused(String column, String one, String other, String cut) {
    assertRefused("cut.csv", endingWith(column, cut, one, other, one), ErrorCode.FILE_TRUNCATED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Tax | 7.02 | 12.50 | 7.00 | FINAL_NEWLINE_MISSING
          Date (UTC) | 2025-01-05 9:07 | 2025-01-05 10:07 | 2025-01-05 9:08 | FINAL_NEWLINE_MISSING
          Closed | TRUE | FALSE | FALSE | FINAL_NEWLINE_MISSING
          Unmapped | Jane | Doe | J | FINAL_NEWLINE_MISSING
          Subscription | sub_0000 | sub_0001 | sub_0002 | FINAL_NEWLINE_MISSING
          Customer | cus_9 | cus_10 | cus_1 | LAST_VALUE_UNCERTAIN
          Tax | 7.02 | '' | '' | LAST_VALUE_UNCERTAIN
          Tax | 7.02 | 7.5 | 7.5 | LAST_VALUE_UNCERTAIN
          Total | 1500 | 900 | 90 | LAST_VALUE_UNCERTAIN
          """)
  @DisplayName("A whole last value is noted, and one that may be cut is a warning")
  void aLastValueThatFitsIsAccepted(
      String column, String one, String other, String last, String check) {
    String path = Export.write(folder, "end.csv", endingWith(column, last, one, other, one));

    assertThat(PlainReader.scan(List.of(path), Long.MAX_VALUE).get(0).notes())
        .extracting(note -> note.check().name())
        .contains(check)
        .doesNotContain(
            check.equals("LAST_VALUE_UNCERTAIN")
                ? "FINAL_NEWLINE_MISSING"
                : "LAST_VALUE_UNCERTAIN");
  }

  /** A file whose last column has these values, the last of them without a line end. */
  private static byte[] endingWith(String column, String last, String... others) {
    List<String> names = new ArrayList<>(List.of((HEADER + ",Closed,Unmapped").split(",")));
    List<String> values = new ArrayList<>(List.of((ROW + ",TRUE,x").split(",")));
    int index = names.indexOf(column);
    names.add(names.remove(index));
    values.remove(index);
    StringBuilder text = new StringBuilder(String.join(";", names)).append('\n');
    for (int row = 0; row < others.length; row++) {
      text.append(record(row, values, others[row])).append('\n');
    }
    return utf8(text + record(others.length, values, last));
  }

  private static String record(int row, List<String> values, String last) {
    String record = String.join(";", values) + ";" + last;
    return record.replace("in_a", "in_" + row);
  }

  @Test
  @DisplayName("More blank lines than a header may have are refused with the reason")
  void blankLinesWithoutEndAreNoHeader() throws IOException {
    byte[] blank = utf8("\n".repeat(5 << 20));

    for (String name : List.of("blank.csv", "blank.csv.gz")) {
      byte[] stored = name.endsWith(".gz") ? gzip(blank) : blank;
      assertThatThrownBy(() -> rows(name, stored))
          .hasMessageContaining("HEADER_MISMATCH")
          .hasMessageContaining("contain only blank lines, no header");
    }
  }

  @Test
  void aFileWithAHeaderOnlyIsAcceptedAndNoted() {
    String path = Export.write(folder, "header.csv", HEADER);
    SourceFile file = PlainReader.scan(List.of(path), Long.MAX_VALUE).get(0);

    assertThat(file.records()).isZero();
    assertThat(file.notes().toString()).contains("FILE_HEADER_ONLY");
  }

  @TestFactory
  @DisplayName(
      "A file without columns that MRR depends on is accepted, with findings that name them")
  Stream<DynamicTest> absentColumns() {
    String all = ",Closed,Marked Uncollectible At (UTC),Period Start (UTC),Period End (UTC)";
    Map<String, String> cases = new LinkedHashMap<>();
    cases.put(HEADER + all, "");
    cases.put(HEADER.replace("Tax,", "") + all, "TAX_UNKNOWN a.csv");
    cases.put(HEADER.replace("Tax,", "Exclusive Tax Amount,") + all, "TAX_UNKNOWN a.csv");
    cases.put(HEADER.replace("Tax,", "Exclusive Tax Amount,Inclusive Tax Amount,") + all, "");
    cases.put(HEADER, "COLUMN_ABSENT a.csv: is_closed, uncollectible_at, usage_start, usage_end");
    cases.put(
        HEADER + ",Closed,Period Start (UTC),Period End (UTC)",
        "COLUMN_ABSENT a.csv: uncollectible_at");
    return cases.entrySet().stream()
        .map(
            one ->
                DynamicTest.dynamicTest(
                    one.getKey(),
                    () -> assertThat(warnings(one.getKey())).isEqualTo(one.getValue())));
  }

  private String warnings(String header) {
    Export.write(folder, "a.csv", header);
    SourceFile file =
        PlainReader.scan(List.of(folder.resolve("a.csv").toString()), Long.MAX_VALUE).get(0);
    return file.notes().stream()
        .filter(note -> note.check() != QualityCheck.FILE_HEADER_ONLY)
        .map(note -> note.check() + " " + note.example().replace(folder + "/", ""))
        .collect(Collectors.joining("; "));
  }

  @Test
  @DisplayName("A quoted field may hold line ends and as many separators as a record has")
  void quotedLines() {
    String coupons =
        Export.write(
            folder,
            "coupons.csv",
            "invoice_id;customer_id;subscription_id;currency;status;created_at;service_start;service_end;total;coupons",
            "in_1;cus_1;sub_1;eur;paid;2025-01-05 9:07;2025-01-05 9:07;2025-02-05"
                + " 9:07;39,00;\"A;B;C\n"
                + "D;E;F;G;H;I;J\"");

    assertThat(
            PlainReader.values(
                PlainReader.rows(coupons, Profile.parse(Profile.text("generic"))).get(0)))
        .contains("A;B;C\nD;E;F;G;H;I;J | null | null | null | 3900");

    String names = HEADER + ",Applied Coupons";
    for (String note :
        List.of(
            "a,b,c,d,e,f,g,h,i,j,k,l\nx",
            "a\nb,c,d,e,f,g,h,i,j,k,l,m,n",
            ",,,,,,,,,,,,\n,,,,,,,,,,,,",
            "\n" + ROW)) {
      String file = Export.write(folder, "names.csv", names, ROW + ",\"" + note + "\"");

      assertThat(PlainReader.rows(file)).as(note).hasSize(1);
    }
  }

  @TestFactory
  @DisplayName("A quote that was never closed is found by the records in its field")
  Stream<DynamicTest> swallowedRecords() {
    String second = ROW.replace("in_a", "in_b");
    return Stream.of(
            ROW.replace("sub_a", "\"sub_a,\n" + second + "\""),
            ROW.replace("sub_a", "\"sub_a,paid\n" + second + "\nin_c\""),
            ROW.substring(0, ROW.indexOf("sub_a"))
                + '"'
                + ROW.substring(ROW.indexOf("sub_a"))
                + "\n"
                + second.replace("sub_a", "sub_a\""))
        .map(
            text ->
                DynamicTest.dynamicTest(
                    abbreviated(text),
                    () ->
                        assertRefused(
                            "a.csv",
                            utf8(HEADER + "\n" + text + "\n"),
                            ErrorCode.QUOTE_UNTERMINATED)));
  }

  @Test
  void theSameFileTwiceIsRefused() {
    String one = Export.write(folder, "one.csv", utf8(GOOD));
    String copy = Export.write(folder, "copy.csv", utf8(GOOD));

    assertCode(() -> PlainReader.scan(List.of(one, copy), 1), ErrorCode.INPUT_DUPLICATE);
    assertCode(() -> PlainReader.scan(List.of(one, one), 1), ErrorCode.INPUT_DUPLICATE);
  }

  @Test
  void aFileThatChangesBetweenThePassAndTheRunIsRefused() {
    String path = Export.write(folder, "one.csv", utf8(GOOD));
    SourceFile file = PlainReader.scan(List.of(path), Long.MAX_VALUE).get(0);
    Export.write(folder, "one.csv", utf8(GOOD.replace("46.00", "46.01")));

    assertCode(() -> PlainReader.rows(file), ErrorCode.INPUT_CHANGED);
  }

  @Test
  void aMissingColumnIsNamedWithTheNearestHeader() {
    assertThatThrownBy(() -> rows("a.csv", utf8(GOOD.replace(",Total,", ",Totl,"))))
        .hasMessageContaining("Missing columns: Total (did you mean Totl?).");
  }

  @Test
  void whatAHeaderHoldsIsSpelledOut() {
    String twice = GOOD.replace(",Total,", ",Total,Tot\u009b2Kal,Tot\u009b2Kal,");

    assertThatThrownBy(() -> rows("a.csv", utf8(twice)))
        .hasMessageContaining("Duplicate column in the header: Tot\\u009b2Kal.");
  }

  private DynamicTest refusal(String name, String file, byte[] bytes, ErrorCode code) {
    return DynamicTest.dynamicTest(code + " " + name, () -> assertRefused(file, bytes, code));
  }

  private DynamicTest same(String name, String file, byte[] bytes, String clean) {
    return DynamicTest.dynamicTest(
        name,
        () -> {
          List<Row> rows = rows(file, bytes);
          assertThat(rows).hasSize(1);
          assertThat(PlainReader.reasons(rows.get(0))).isEmpty();
          assertThat(PlainReader.values(rows.get(0))).isEqualTo(clean);
        });
  }

  private void assertRefused(String file, byte[] bytes, ErrorCode code) {
    assertCode(() -> rows(file, bytes), code);
  }

  private static void assertCode(Runnable reading, ErrorCode code) {
    assertThatThrownBy(reading::run)
        .isInstanceOfSatisfying(UserError.class, error -> assertThat(error.code()).isEqualTo(code));
  }

  private List<Row> rows(String name, byte[] bytes) {
    return PlainReader.rows(Export.write(folder, name, bytes));
  }

  private static String abbreviated(String text) {
    return text.replaceAll("\\p{Cntrl}", " ").substring(0, Math.min(60, text.length()));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
      gzip.write(bytes);
    }
    return zipped.toByteArray();
  }

  private static byte[] concat(byte[] one, byte[] other) {
    byte[] both = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, both, one.length, other.length);
    return both;
  }
}
