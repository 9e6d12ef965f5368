package io.tidemark.staging;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import io.tidemark.source.Field;
import io.tidemark.source.Kind;
import io.tidemark.tables.RejectReason;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** One row per record: its values with their types, and what is wrong with it. */
final class TypedRows {
  private static final List<String> ORIGIN =
      List.of("source_file", "file_order", "source_line", "raw_record", "fingerprint");
  private static final Column IS_ROW = col("row_reason").isNull();

  /** What is wrong in these is nulled and found, not rejected: MRR does not rest on them. */
  private static final Set<String> LENIENT = Set.of("due_at");

  private TypedRows() {}

  /**
   * @param rows records as the source offers them
   * @param decimals the number of decimals of a row's amounts
   * @param readOn no date more than ten years ahead of it is believed
   * @return {@code source_file, file_order, source_line, raw_record, fingerprint}; each field of
   *     the kind with its type, null where its text is no value; {@code problems}, what makes the
   *     row unfit, and {@code flaws}, what was nulled: arrays of {@code (field, value, reason)}
   */
  static Dataset<Row> of(Dataset<Row> rows, Kind kind, Column decimals, LocalDate readOn) {
    List<Field> fields = kind.fields();
    Dataset<Row> texts =
        rows.select(
            columns(
                List.of(
                    Stream.concat(ORIGIN.stream(), Stream.of("row_reason")).map(name -> col(name)),
                    fields.stream().map(field -> col(field.name()).as(text(field))),
                    Stream.of(decimals.as("decimals")))));
    Dataset<Row> parsed =
        texts.select(
            columns(
                List.of(
                    Stream.of(col("*")),
                    fields.stream().map(field -> value(field).as(field.name())))));
    Dataset<Row> checked =
        parsed.select(
            columns(
                List.of(
                    Stream.of(col("*")),
                    fields.stream().map(field -> problem(field, readOn).as(reason(field))))));
    return checked.select(
        columns(
            List.of(
                ORIGIN.stream().map(name -> col(name)),
                fields.stream().map(TypedRows::believed),
                Stream.of(problems(fields).as("problems"), flaws(fields).as("flaws")))));
  }

  private static Column value(Field field) {
    Column text = col(text(field));
    return switch (field.name()) {
      case "currency" -> Parse.currency(text);
      case "status" -> Parse.status(text);
      default ->
          switch (field.type()) {
            case TEXT, DECIMAL -> text;
            case AMOUNT -> Parse.amount(text, col("decimals"));
            case TIMESTAMP -> Parse.time(text);
            case BOOLEAN -> Parse.flag(text);
            case COUNT -> Parse.count(text);
          };
    };
  }

  private static Column problem(Field field, LocalDate readOn) {
    Column text = col(text(field));
    Column value = col(field.name());
    Column isMissing = field.isFilled() ? IS_ROW.and(text.isNull()) : lit(false);
    Column malformed =
        switch (field.name()) {
          case "currency" -> Parse.problemIfNone(text, value, RejectReason.CURRENCY_UNKNOWN);
          case "status" -> Parse.problemIfNone(text, value, RejectReason.STATUS_UNKNOWN);
          default ->
              switch (field.type()) {
                case TEXT -> Parse.noProblem();
                case DECIMAL -> Parse.decimalProblem(text);
                case AMOUNT -> Parse.amountProblem(text, value, col("decimals"));
                case TIMESTAMP -> Parse.timeProblem(text, value, readOn);
                case BOOLEAN -> Parse.problemIfNone(text, value, RejectReason.BOOLEAN_FORMAT);
                case COUNT -> Parse.problemIfNone(text, value, RejectReason.NUMBER_FORMAT);
              };
        };
    return when(isMissing, Parse.reason(RejectReason.VALUE_MISSING)).otherwise(malformed);
  }

  private static Column believed(Field field) {
    return when(col(reason(field)).isNull(), col(field.name())).as(field.name());
  }

  private static Column problems(List<Field> fields) {
    Column wholeRow = when(IS_ROW.equalTo(false), problem("", lit(null), col("row_reason")));
    Stream<Column> ofFields =
        fields.stream().filter(field -> !LENIENT.contains(field.name())).map(TypedRows::found);
    return array_compact(array(columns(List.of(Stream.of(wholeRow), ofFields))));
  }

  private static Column flaws(List<Field> fields) {
    Stream<Column> lenient =
        fields.stream().filter(field -> LENIENT.contains(field.name())).map(TypedRows::found);
    Column none = when(lit(false), problem("", lit(null), lit(null)));
    return array_compact(array(columns(List.of(Stream.of(none), lenient))));
  }

  private static Column found(Field field) {
    Column reason = col(reason(field));
    return when(reason.isNotNull(), problem(field.name(), col(text(field)), reason));
  }

  /** One problem, as it stands in the arrays. */
  static Column problem(String field, Column value, Column reason) {
    return struct(
        lit(field).as("field"),
        value.cast("string").as("value"),
        reason.cast("string").as("reason"));
  }

  private static String text(Field field) {
    return "text_of_" + field.name();
  }

  private static String reason(Field field) {
    return "reason_of_" + field.name();
  }

  private static Column[] columns(List<Stream<Column>> parts) {
    return parts.stream().flatMap(part -> part).toArray(Column[]::new);
  }
}
