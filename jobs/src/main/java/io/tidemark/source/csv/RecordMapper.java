package io.tidemark.source.csv;

import io.tidemark.errors.Emails;
import io.tidemark.source.csv.ParsedRecord.Problem;
import io.tidemark.source.profile.Field;
import io.tidemark.source.profile.FileKind;
import io.tidemark.tables.RejectReason;
import io.tidemark.util.Checksums;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Parses the values of records. */
final class RecordMapper {
  /** Ten years, including leap days. */
  private static final Duration LONGEST_PERIOD = Duration.ofDays(3653);

  private final ColumnMapping layout;
  private final List<Field> fields;
  private final ValueParser values;
  private final MessageDigest digest = Checksums.digest();

  RecordMapper(ColumnMapping layout, ValueParser values) {
    this.layout = layout;
    this.fields = layout.kind().fields();
    this.values = values;
  }

  /** Returns the typed values of a record. */
  ParsedRecord parsed(CheckedRecord checked) {
    List<Problem> problems = new ArrayList<>();
    List<Problem> flaws = new ArrayList<>();
    Object[] typed = new Object[fields.size()];
    StringBuilder content = new StringBuilder();
    if (checked.reason() == null) {
      fill(typed, checked.record().fields(), content, problems, flaws);
      settlePeriods(typed);
      addPeriodProblems(typed, problems);
    } else {
      problems.add(new Problem("", null, checked.reason().name()));
      content.append(checked.record().text());
    }
    return new ParsedRecord(
        checked.record().line(),
        layout.withoutEmails(checked),
        hash(content),
        typed,
        problems,
        flaws);
  }

  private void fill(
      Object[] typed,
      List<String> texts,
      StringBuilder content,
      List<Problem> problems,
      List<Problem> flaws) {
    int decimals = layout.decimals(texts);
    for (int index = 0; index < typed.length; index++) {
      String text = layout.text(texts, index);
      content.append(text == null ? 0 : text.length()).append(':').append(text);
      Field field = fields.get(index);
      ParsedValue value = values.of(field, text, decimals, layout.styles().get(index));
      typed[index] = value.value();
      if (value.reason() != null) {
        Problem problem =
            new Problem(
                field.name(), text == null ? null : Emails.hidden(text), value.reason().name());
        (field.isLenient() ? flaws : problems).add(problem);
      }
    }
  }

  /**
   * Removes the start of a service period that is the date of a one-off charge, and makes inclusive
   * ends exclusive. A usage period that starts at its end stays empty, because it marks the start
   * of a subscription.
   */
  private void settlePeriods(Object[] typed) {
    if (layout.kind() != FileKind.INVOICES) {
      return;
    }
    int usageEnd = layout.kind().indexOf("usage_end");
    int serviceEnd = layout.kind().indexOf("service_end");
    int serviceStart = layout.kind().indexOf("service_start");
    typed[serviceStart] = values.start((Instant) typed[serviceStart], (Instant) typed[serviceEnd]);
    Object usageStart = typed[layout.kind().indexOf("usage_start")];
    typed[serviceEnd] = values.exclusive((Instant) typed[serviceEnd]);
    if (usageStart != null && !usageStart.equals(typed[usageEnd])) {
      typed[usageEnd] = values.exclusive((Instant) typed[usageEnd]);
    }
  }

  private void addPeriodProblems(Object[] typed, List<Problem> problems) {
    for (Map.Entry<String, String> period : layout.kind().periods()) {
      boolean isReported =
          problems.stream()
              .map(Problem::field)
              .anyMatch(name -> name.equals(period.getKey()) || name.equals(period.getValue()));
      Instant start = instant(typed[layout.kind().indexOf(period.getKey())]);
      Instant end = instant(typed[layout.kind().indexOf(period.getValue())]);
      RejectReason reason = periodProblem(start, end);
      if (reason != null && !isReported) {
        String value = start + " to " + end;
        problems.add(new Problem(period.getValue(), value, reason.name()));
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
}
