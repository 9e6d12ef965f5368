package io.tidemark.source.csv;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.errors.ErrorCode;
import io.tidemark.errors.UserError;
import io.tidemark.source.profile.Field;
import io.tidemark.source.profile.FieldType;
import io.tidemark.testing.Export;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.spark.sql.Row;

/** What holds for an invoice file of any bytes: it is refused by a code, or read without loss. */
final class ReaderProperties {
  private static final int FINGERPRINT = 4;
  private static final int FIRST_FIELD = 5;

  private final Path folder;

  /**
   * @param folder where the bytes are put to be read
   */
  ReaderProperties(Path folder) {
    this.folder = folder;
  }

  private record Outcome(ErrorCode refusal, List<String> rows) {}

  /** Fails where a property does not hold. */
  void check(byte[] bytes) {
    String path = Export.write(folder, "any.csv", bytes);
    Outcome outcome = outcome(path, Long.MAX_VALUE);
    assertThat(outcome(path, Long.MAX_VALUE)).as("read again").isEqualTo(outcome);
    assertThat(outcome(path, 1)).as("read in parts").isEqualTo(outcome);
    if (outcome.refusal() == null) {
      checkRows(PlainReader.scan(List.of(path), Long.MAX_VALUE).get(0), bytes);
    } else {
      assertThat(outcome.refusal()).as("the file is there").isNotEqualTo(ErrorCode.PATH_UNREADABLE);
    }
  }

  private static Outcome outcome(String path, long chunkBytes) {
    try {
      SourceFile file = PlainReader.scan(List.of(path), chunkBytes).get(0);
      return new Outcome(
          null, PlainReader.rows(file).stream().map(ReaderProperties::text).toList());
    } catch (UserError refused) {
      return new Outcome(refused.code(), List.of());
    }
  }

  private static String text(Row row) {
    return row.getLong(2)
        + " "
        + row.getString(3)
        + PlainReader.values(row)
        + PlainReader.reasons(row)
        + PlainReader.flaws(row);
  }

  private static void checkRows(SourceFile file, byte[] bytes) {
    List<Rfc4180.Record> records = Rfc4180.records(decoded(bytes), file.layout().separator());
    List<String> header = records.get(0).fields();
    List<Rfc4180.Record> scanned = records.subList(1, records.size());
    List<Row> rows = PlainReader.rows(file);
    Set<String> accepted = new HashSet<>();
    long rejected = 0;
    long duplicates = 0;
    for (int index = 0; index < rows.size(); index++) {
      Row row = rows.get(index);
      assertThat(row.getLong(2)).as("its line").isEqualTo(scanned.get(index).line());
      if (!PlainReader.reasons(row).isEmpty()) {
        rejected++;
      } else if (accepted.add(row.getString(FINGERPRINT))) {
        checkFields(row, file.layout(), header, scanned.get(index).fields());
      } else {
        duplicates++;
      }
    }
    assertThat(file.records()).as("records").isEqualTo(scanned.size());
    assertThat(accepted.size() + rejected + duplicates).as("rows").isEqualTo(scanned.size());
  }

  private static void checkFields(
      Row row, ColumnMapping layout, List<String> header, List<String> record) {
    assertThat(record).as("fields").hasSameSizeAs(header);
    List<Field> fields = layout.kind().fields();
    for (int index = 0; index < fields.size(); index++) {
      Field field = fields.get(index);
      String name = layout.headers().get(field.name());
      if (name != null) {
        String text = record.get(header.indexOf(name));
        Object value = row.get(FIRST_FIELD + index);
        boolean isNulled = text.isEmpty() || (field.isLenient() && value == null);
        boolean isRead = isNulled ? value == null : isRead(field.type(), text, value);
        assertThat(isRead).as("%s of %s: %s", value, name, text).isTrue();
      }
    }
  }

  private static boolean isRead(FieldType type, String text, Object value) {
    return switch (type) {
      case TEXT, DECIMAL -> value.equals(text);
      case AMOUNT -> digits(text).equals(digits(value.toString()));
      case COUNT -> value.equals(Long.valueOf(text));
      case CURRENCY -> text.matches("[A-Za-z]{3}") && value.equals(text.toUpperCase(Locale.ROOT));
      case BOOLEAN -> text.toLowerCase(Locale.ROOT).equals(value.toString());
      case TIMESTAMP -> isWithinADay(text, (Timestamp) value);
      case STATUS, DATE, GATHERED -> value != null;
    };
  }

  /** The sign and the digits of an amount but zeros at either end, however it is written. */
  private static String digits(String amount) {
    String digits = amount.replaceAll("[^0-9]", "").replaceAll("^0+|0+$", "");
    return amount.startsWith("-") && !digits.isEmpty() ? "-" + digits : digits;
  }

  private static boolean isWithinADay(String text, Timestamp time) {
    LocalDate day = LocalDate.parse(text.substring(0, "2025-01-31".length()));
    Duration since =
        Duration.between(day.atStartOfDay().toInstant(ZoneOffset.UTC), time.toInstant());
    return since.plusDays(1).abs().compareTo(Duration.ofDays(3)) <= 0;
  }

  private static String decoded(byte[] bytes) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.startsWith("\ufeff") ? text.substring(1) : text;
    } catch (CharacterCodingException noUtf8) {
      throw new UncheckedIOException((IOException) noUtf8);
    }
  }
}
