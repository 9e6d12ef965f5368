package io.tidemark.warehouse;

import io.tidemark.tables.Currencies;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;

/**
 * A row of an exported table, read by column name. A value is null if the row has no value or the
 * table has no such column.
 */
public record ExportRow(Group values) {
  public String text(String column) {
    return (String) value(column);
  }

  /** Returns a boolean; false for null. */
  public boolean isTrue(String column) {
    return Boolean.TRUE.equals(value(column));
  }

  public BigDecimal decimal(String column) {
    return (BigDecimal) value(column);
  }

  /** Returns an amount with the decimals of the row's currency. Exports have four decimals. */
  public BigDecimal amount(String column) {
    BigDecimal amount = decimal(column);
    return amount == null ? null : Currencies.scaled(amount, text("currency"));
  }

  /** Returns an integer of a column that is never null. */
  public long number(String column) {
    return ((Number) value(column)).longValue();
  }

  public LocalDate date(String column) {
    return (LocalDate) value(column);
  }

  public Instant time(String column) {
    return (Instant) value(column);
  }

  /** Returns a time truncated to seconds, the precision of the rules. */
  public Instant second(String column) {
    Instant time = time(column);
    return time == null ? null : time.truncatedTo(ChronoUnit.SECONDS);
  }

  /**
   * Returns a value by the type of its column: String, Boolean, Integer, Long, Double, {@link
   * BigDecimal}, {@link LocalDate} or {@link Instant}.
   */
  public Object value(String column) {
    GroupType type = values.getType();
    if (!type.containsField(column)) {
      return null;
    }
    int field = type.getFieldIndex(column);
    return values.getFieldRepetitionCount(field) == 0
        ? null
        : value(type.getType(field).asPrimitiveType(), field);
  }

  private Object value(PrimitiveType type, int field) {
    LogicalTypeAnnotation logical = type.getLogicalTypeAnnotation();
    return switch (type.getPrimitiveTypeName()) {
      case BOOLEAN -> values.getBoolean(field, 0);
      case DOUBLE -> values.getDouble(field, 0);
      case INT32 -> {
        int number = values.getInteger(field, 0);
        yield logical instanceof DateLogicalTypeAnnotation ? LocalDate.ofEpochDay(number) : number;
      }
      case INT64 -> number(values.getLong(field, 0), logical);
      case BINARY -> values.getString(field, 0);
      case FIXED_LEN_BYTE_ARRAY -> {
        BigInteger unscaled = new BigInteger(values.getBinary(field, 0).getBytes());
        yield new BigDecimal(unscaled, ((DecimalLogicalTypeAnnotation) logical).getScale());
      }
      default -> throw new IllegalStateException("no type of an export: " + type);
    };
  }

  private static Object number(long number, LogicalTypeAnnotation logical) {
    if (logical instanceof TimestampLogicalTypeAnnotation) {
      return Instant.EPOCH.plus(number, ChronoUnit.MICROS);
    }
    return logical instanceof DecimalLogicalTypeAnnotation decimal
        ? BigDecimal.valueOf(number, decimal.getScale())
        : number;
  }
}
