package io.tidemark.source.csv;

import io.tidemark.errors.Emails;
import io.tidemark.source.profile.Field;
import io.tidemark.source.profile.FileKind;
import io.tidemark.tables.RejectReason;
import io.tidemark.tables.Table;
import io.tidemark.util.Checksums;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Converts a record to a typed row with its problems. */
public final class RecordMapper {
  private static final DataType PROBLEMS =
      DataTypes.createArrayType(
          new StructType()
              .add("field", Table.STRING)
              .add("value", Table.STRING)
              .add("reason", Table.STRING));

  /** Ten years, including leap days. */
  private static final Duration LONGEST_PERIOD = Duration.ofDays(3653);

  private final ColumnMapping layout;
  private final String file;
  private final int fileOrder;
  private final ValueParser values;
  private final MessageDigest digest = Checksums.digest();

  RecordMapper(ColumnMapping layout, String file, int fileOrder, ValueParser values) {
    this.layout = layout;
    this.file = file;
    this.fileOrder = fileOrder;
    this.values = values;
  }

  /** Returns the schema of the rows, which {@link io.tidemark.source.SourceData} documents. */
  public static StructType schema(FileKind kind) {
    StructType schema =
        new StructType()
            .add("source_file", Table.STRING, false)
            .add("file_order", Table.INT, false)
            .add("source_line", Table.LONG, false)
            .add("raw_record", Table.STRING, false)
            .add("fingerprint", Table.STRING, false);
    for (Field field : kind.fields()) {
      schema = schema.add(field.name(), type(field), true);
    }
    return schema.add("problems", PROBLEMS, false).add("flaws", PROBLEMS, false);
  }

  /** Returns the typed row of a record. */
  Row row(CheckedRecord judged) {
    List<Row> problems = new ArrayList<>();
    List<Row> flaws = new ArrayList<>();
    Object[] typed = new Object[layout.kind().fields().size()];
    StringBuilder content = new StringBuilder();
    if (judged.reason() == null) {
      fill(typed, judged.record().fields(), content, problems, flaws);
      excludeEnds(typed);
      addPeriodProblems(typed, problems);
    } else {
      problems.add(RowFactory.create("", null, judged.reason().name()));
      content.append(judged.record().text());
    }
    List<Object> row = new ArrayList<>();
    row.add(file);
    row.add(fileOrder);
    row.add(judged.record().line());
    row.add(layout.withoutEmails(judged));
    row.add(hash(content));
    for (Object value : typed) {
      row.add(forSpark(value));
    }
    row.add(problems.toArray());
    row.add(flaws.toArray());
    return RowFactory.create(row.toArray());
  }

  private static Object forSpark(Object value) {
    if (value instanceof Instant instant) {
      return Timestamp.from(instant);
    }
    return value instanceof LocalDate date ? Date.valueOf(date) : value;
  }

  private void fill(
      Object[] typed,
      List<String> texts,
      StringBuilder content,
      List<Row> problems,
      List<Row> flaws) {
    List<Field> fields = layout.kind().fields();
    int decimals = layout.decimals(texts);
    for (int index = 0; index < typed.length; index++) {
      String text = layout.text(texts, index);
      content.append(text == null ? 0 : text.length()).append(':').append(text);
      Field field = fields.get(index);
      ParsedValue value = values.of(field, text, decimals, layout.styles().get(index));
      typed[index] = value.value();
      if (value.reason() != null) {
        Row problem =
            RowFactory.create(
                field.name(), text == null ? null : Emails.hidden(text), value.reason().name());
        (field.isLenient() ? flaws : problems).add(problem);
      }
    }
  }

  /**
   * Makes inclusive ends exclusive. A usage period that starts at its end stays empty, because it
   * marks the start of a subscription.
   */
  private void excludeEnds(Object[] typed) {
    if (layout.kind() != FileKind.INVOICES) {
      return;
    }
    int usageEnd = layout.kind().indexOf("usage_end");
    int serviceEnd = layout.kind().indexOf("service_end");
    Object usageStart = typed[layout.kind().indexOf("usage_start")];
    typed[serviceEnd] = values.exclusive((Instant) typed[serviceEnd]);
    if (usageStart != null && !usageStart.equals(typed[usageEnd])) {
      typed[usageEnd] = values.exclusive((Instant) typed[usageEnd]);
    }
  }

  private void addPeriodProblems(Object[] typed, List<Row> problems) {
    for (Map.Entry<String, String> period : layout.kind().periods()) {
      boolean isReported =
          problems.stream()
              .map(problem -> problem.getString(0))
              .anyMatch(name -> name.equals(period.getKey()) || name.equals(period.getValue()));
      Instant start = instant(typed[layout.kind().indexOf(period.getKey())]);
      Instant end = instant(typed[layout.kind().indexOf(period.getValue())]);
      RejectReason reason = periodProblem(start, end);
      if (reason != null && !isReported) {
        String value = start + " to " + end;
        problems.add(RowFactory.create(period.getValue(), value, reason.name()));
      }
    }
  }

  private static Instant instant(Object value) {
    return value instanceof LocalDate date ? ValueParser.midnight(date) : (Instant) value;
  }

  private RejectReason periodProblem(Instant start, Instant end) {
    boolean isOfDays = layout.kind() == FileKind.ADJUSTMENTS;
    if (end == null && (start == null || isOfDays)) {
      return null;
    }
    if (start == null || end == null) {
      return RejectReason.PERIOD_INCOMPLETE;
    }
    if (isOfDays && end.equals(start)) {
      return RejectReason.PERIOD_EMPTY;
    }
    if (end.isBefore(start)) {
      return RejectReason.PERIOD_REVERSED;
    }
    boolean isTooLong = Duration.between(start, end).compareTo(LONGEST_PERIOD) > 0;
    return isTooLong ? RejectReason.PERIOD_TOO_LONG : null;
  }

  private String hash(StringBuilder content) {
    byte[] bytes = content.toString().getBytes(StandardCharsets.UTF_8);
    return HexFormat.of().formatHex(digest.digest(bytes));
  }

  private static DataType type(Field field) {
    return switch (field.type()) {
      case TEXT, DECIMAL, CURRENCY, STATUS, GATHERED -> Table.STRING;
      case AMOUNT, COUNT -> Table.LONG;
      case TIMESTAMP -> Table.TIMESTAMP;
      case DATE -> Table.DATE;
      case BOOLEAN -> Table.BOOLEAN;
    };
  }
}
