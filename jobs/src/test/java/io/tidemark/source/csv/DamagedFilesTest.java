package io.tidemark.source.csv;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.errors.UserError;
import io.tidemark.testing.Export;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Valid exports, damaged at random: each is read or refused by name, and never fails otherwise. */
class DamagedFilesTest {
  private static final int FILES = 3_000;
  private static final List<String> VALUES =
      List.of(
          "",
          " ",
          "-",
          "0",
          "=1+1",
          "1e9",
          "NaN",
          "\u0661\u0662",
          "\uff12\uff10",
          "\u0131nr",
          "-0.00",
          "1.234.567,89",
          "9999999999999.99",
          "99999999999999999999",
          "0000-00-00 0:00",
          "2024-02-30 0:00",
          "2025-01-05T09:07:00+25:00",
          "9999-12-31 23:59",
          "-2025-01-05 9:07",
          "\ud83d\ude00",
          "\u202e",
          "\"",
          "\"\"",
          "a\"b",
          "x;=1",
          "\t");

  @TempDir private Path folder;

  @Test
  @DisplayName("3,000 damaged files end in rows or in a named refusal, and both happen")
  void damageIsReadOrRefusedByName() {
    Set<String> outcomes = new TreeSet<>();
    for (int seed = 0; seed < FILES; seed++) {
      byte[] damaged = damaged(new Random(seed));
      String path = Export.write(folder, "damaged.csv", damaged);
      try {
        List<SourceFile> files = PlainReader.scan(List.of(path), 64);
        PlainReader.rows(files.get(0)).forEach(row -> outcomes.addAll(PlainReader.reasons(row)));
        outcomes.add("read");
      } catch (UserError refused) {
        outcomes.add(refused.code().name());
      } catch (RuntimeException failed) {
        String text = new String(damaged, StandardCharsets.UTF_8);
        throw new AssertionError("damage " + seed + " is not named:\n" + text, failed);
      }
    }
    assertThat(outcomes)
        .contains("read", "QUOTE_UNTERMINATED", "FILE_TRUNCATED", "HEADER_MISMATCH")
        .contains("AMOUNT_FORMAT", "DATE_FORMAT", "ROW_FIELD_COUNT", "VALUE_MISSING");
  }

  private static byte[] damaged(Random random) {
    String separator = random.nextBoolean() ? "," : ";";
    List<List<String>> records = new ArrayList<>();
    records.add(List.of(Export.MINIMAL_HEADER.split(",")));
    for (int row = 0; row < 4; row++) {
      String day = "2025-0" + (row + 1) + "-05 9:07";
      String next = "2025-0" + (row + 2) + "-05 9:07";
      records.add(
          List.of(
              "in_" + row,
              "cus_1",
              "sub_1",
              "paid",
              "eur",
              "39.00",
              "0.00",
              "7.00",
              "46.00",
              day,
              day,
              next));
    }
    if (random.nextBoolean()) {
      int row = random.nextInt(records.size());
      List<String> record = new ArrayList<>(records.get(row));
      record.set(random.nextInt(record.size()), VALUES.get(random.nextInt(VALUES.size())));
      records.set(row, record);
    }
    StringBuilder text = new StringBuilder();
    for (List<String> record : records) {
      text.append(String.join(separator, record)).append(random.nextInt(9) == 0 ? "\r\n" : "\n");
    }
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    for (int times = random.nextInt(3); times > 0; times--) {
      bytes = struck(bytes, random);
    }
    return bytes;
  }

  /** One piece is cut out, doubled or overwritten, or the end is cut off. */
  private static byte[] struck(byte[] bytes, Random random) {
    if (bytes.length == 0) {
      return bytes;
    }
    int start = random.nextInt(bytes.length);
    int end = Math.min(bytes.length, start + 1 + random.nextInt(40));
    byte[] piece = Arrays.copyOfRange(bytes, start, end);
    return switch (random.nextInt(5)) {
      case 0 -> Arrays.copyOf(bytes, start);
      case 1 -> joined(Arrays.copyOf(bytes, start), Arrays.copyOfRange(bytes, end, bytes.length));
      case 2 ->
          joined(
              joined(Arrays.copyOf(bytes, end), piece),
              Arrays.copyOfRange(bytes, end, bytes.length));
      case 3 -> {
        byte[] signs = {'"', ',', ';', '\n', '\r', '\t', 0, ' ', '-', (byte) 0xff};
        bytes[start] = signs[random.nextInt(signs.length)];
        yield bytes;
      }
      default -> {
        bytes[start] = (byte) random.nextInt(256);
        yield bytes;
      }
    };
  }

  private static byte[] joined(byte[] one, byte[] other) {
    byte[] both = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, both, one.length, other.length);
    return both;
  }
}
