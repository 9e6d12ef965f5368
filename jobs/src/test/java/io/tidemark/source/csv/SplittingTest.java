package io.tidemark.source.csv;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.simulate.WorldOptions;
import io.tidemark.testing.Export;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However a file is read, split, shuffled or written: its rows stay the same. */
class SplittingTest {
  private static final int ROWS = 200;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(longs = {1, 100, 1000, 10_000})
  void partsOfAFileHaveTheRowsAndLinesOfTheWhole(long chunkBytes) {
    List<String> lines = lines(1, ',', '.');
    lines.add(3, "");
    lines.add(8, "a piece");
    lines.add(20, "in_quoted,cus_a,\"sub\n\n_a\",paid,eur,,,,1.00,2025-01-05 9:07,,");
    String path = Export.write(folder, "a.csv", lines.toArray(String[]::new));
    SourceFile whole = PlainReader.scan(List.of(path), Long.MAX_VALUE).get(0);
    SourceFile parts = PlainReader.scan(List.of(path), chunkBytes).get(0);

    assertThat(whole.chunks()).hasSize(1);
    assertThat(parts.chunks()).hasSizeGreaterThan(1);
    assertThat(texts(parts)).isEqualTo(texts(whole));
    assertThat(PlainReader.rows(whole).stream().filter(row -> row.getString(5) != null))
        .allSatisfy(row -> assertThat(row.getString(3)).startsWith(row.getString(5)));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void theOrderOfRowsChangesNoRow(int seed) {
    List<String> lines = lines(seed, ',', '.');
    List<String> shuffled = new ArrayList<>(lines.subList(1, lines.size()));
    Collections.shuffle(shuffled, new Random(seed));
    shuffled.add(0, lines.get(0));

    assertThat(values("shuffled.csv", shuffled))
        .containsExactlyInAnyOrderElementsOf(values("a.csv", lines));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void separatorsAndDecimalSignsChangeNoRow(int seed) {
    List<String> clean = values("a.csv", lines(seed, ',', '.'));

    assertThat(clean).hasSize(ROWS);
    assertThat(values("b.csv", lines(seed, ';', ','))).isEqualTo(clean);
    assertThat(values("c.csv", lines(seed, '\t', ','))).isEqualTo(clean);
    assertThat(values("d.csv", lines(seed, '\t', '.'))).isEqualTo(clean);
  }

  @ParameterizedTest
  @ValueSource(longs = {31, 32, 33})
  void anExportReadAndWrittenAgainIsTheSameToTheByte(long seed) throws IOException {
    Instant from = Instant.parse("2023-01-01T00:00:00Z");
    Instant to = Instant.parse("2024-12-31T10:00:00Z");
    WorldOptions.of(seed, 80, from, to).export(folder);
    String written = Files.readString(folder.resolve("invoices.csv"));
    List<String> lines = new ArrayList<>(List.of(written.lines().findFirst().orElseThrow()));
    List<Row> rows = PlainReader.rows(folder.resolve("invoices.csv").toString());
    rows.forEach(row -> lines.add(row.getString(3)));
    String again = Export.write(folder, "again.csv", lines.toArray(String[]::new));

    assertThat(rows.size()).isGreaterThan(500);
    assertThat(String.join("\r\n", lines)).isEqualTo(written.stripTrailing());
    assertThat(PlainReader.rows(again).stream().map(SplittingTest::fit))
        .containsExactlyElementsOf(rows.stream().map(SplittingTest::fit).toList());
  }

  @Test
  void theFilesOfAFolderFollowEachOtherByTheLatestInvoiceTheyTellOf() {
    String header = Export.MINIMAL_HEADER;
    Export.write(folder, "feb.csv", header, "in_b,cus_a,,paid,eur,,,,1.00,2025-02-05 9:07,,");
    Export.write(folder, "jan.csv", header, "in_a,cus_a,,open,eur,,,,1.00,2025-01-05 9:07,,");
    Export.write(folder, "apr.csv", header, "in_c,cus_a,,paid,eur,,,,1.00,2024-04-05 9:07,,");

    assertThat(PlainReader.scan(List.of(folder.toString()), Long.MAX_VALUE))
        .extracting(file -> Path.of(file.file()).getFileName() + " " + file.fileOrder())
        .containsExactly("apr.csv 0", "jan.csv 1", "feb.csv 2");
  }

  private List<String> values(String name, List<String> lines) {
    String path = Export.write(folder, name, lines.toArray(String[]::new));
    return PlainReader.rows(path).stream().map(SplittingTest::fit).collect(Collectors.toList());
  }

  /** Everything a row says: place, values, reasons. */
  private static List<String> texts(SourceFile file) {
    return PlainReader.rows(file).stream()
        .map(row -> row.getLong(2) + PlainReader.values(row) + PlainReader.reasons(row))
        .toList();
  }

  private static String fit(Row row) {
    assertThat(PlainReader.reasons(row)).isEmpty();
    return PlainReader.values(row);
  }

  private static List<String> lines(int seed, char separator, char decimal) {
    Random random = new Random(seed);
    List<String> lines = new ArrayList<>(List.of(Export.MINIMAL_HEADER.replace(',', separator)));
    for (int index = 0; index < ROWS; index++) {
      long tax = random.nextInt(1000);
      List<String> cells =
          List.of(
              "in_" + index,
              "cus_" + random.nextInt(50),
              random.nextBoolean() ? "sub_" + random.nextInt(50) : "",
              List.of("draft", "open", "paid", "void").get(random.nextInt(4)),
              List.of("eur", "usd", "gbp").get(random.nextInt(3)),
              amount(random.nextInt(100_000), decimal),
              amount(0, decimal),
              amount(tax, decimal),
              amount(tax + random.nextInt(100_000) - 10_000, decimal),
              "2025-01-" + (10 + random.nextInt(20)) + " " + random.nextInt(24) + ":07",
              "2025-01-05 9:07",
              "2025-02-05 9:07");
      lines.add(String.join(String.valueOf(separator), cells));
    }
    return lines;
  }

  private static String amount(long minor, char decimal) {
    String sign = minor < 0 ? "-" : "";
    String text =
        sign + Math.abs(minor) / 100 + decimal + String.format("%02d", Math.abs(minor) % 100);
    return '"' + text + '"';
  }
}
