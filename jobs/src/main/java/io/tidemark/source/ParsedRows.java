package io.tidemark.source;

import io.tidemark.source.csv.ParsedRecord;
import io.tidemark.source.profile.Field;
import io.tidemark.source.profile.FileKind;
import io.tidemark.tables.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.BoundReference;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.InterpretedUnsafeProjection;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.DateTimeUtils;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import scala.jdk.javaapi.CollectionConverters;

/** Converts parsed records to rows of Spark. */
final class ParsedRows {
  private static final DataType PROBLEMS =
      DataTypes.createArrayType(
          new StructType()
              .add("field", Table.STRING)
              .add("value", Table.STRING)
              .add("reason", Table.STRING));

  /** The columns of a row that its file sets. */
  private static final int FILE_COLUMNS = 2;

  private static final int LEADING = 3;

  private final UnsafeProjection projection;

  ParsedRows(FileKind kind) {
    List<StructField> columns = Arrays.asList(schema(kind).fields());
    List<Expression> references =
        columns.subList(FILE_COLUMNS, columns.size()).stream()
            .<Expression>map(
                column ->
                    new BoundReference(
                        columns.indexOf(column) - FILE_COLUMNS,
                        column.dataType(),
                        column.nullable()))
            .toList();
    this.projection =
        InterpretedUnsafeProjection.createProjection(
            CollectionConverters.asScala(references).toSeq());
  }

  /** Returns the schema of the rows, which {@link SourceData} documents. */
  static StructType schema(FileKind kind) {
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

  /** Returns the row of a record, without the columns of its file. */
  InternalRow row(ParsedRecord record) {
    Object[] values = record.values();
    Object[] row = new Object[LEADING + values.length + 2];
    row[0] = record.line();
    row[1] = UTF8String.fromString(record.text());
    row[2] = UTF8String.fromString(record.fingerprint());
    for (int index = 0; index < values.length; index++) {
      row[LEADING + index] = internal(values[index]);
    }
    row[row.length - 2] = array(record.problems());
    row[row.length - 1] = array(record.flaws());
    return projection.apply(new GenericInternalRow(row)).copy();
  }

  private static Object internal(Object value) {
    if (value instanceof String text) {
      return UTF8String.fromString(text);
    }
    if (value instanceof Instant time) {
      return DateTimeUtils.instantToMicros(time);
    }
    return value instanceof LocalDate date ? (Object) (int) date.toEpochDay() : value;
  }

  private static ArrayData array(List<ParsedRecord.Problem> problems) {
    return new GenericArrayData(
        problems.stream()
            .map(
                problem ->
                    new GenericInternalRow(
                        new Object[] {
                          UTF8String.fromString(problem.field()),
                          UTF8String.fromString(problem.value()),
                          UTF8String.fromString(problem.reason())
                        }))
            .toArray());
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
