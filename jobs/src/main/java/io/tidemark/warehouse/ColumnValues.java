package io.tidemark.warehouse;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;

/** Writes Java values to Parquet columns as Spark does: dates as days, times as microseconds. */
public final class ColumnValues {
  private static final int NOT_REPEATED = 0;

  private ColumnValues() {}

  /**
   * Writes a value.
   *
   * @param value null only if the column is optional
   * @throws IllegalArgumentException if the column does not accept such a value
   */
  static void write(ColumnWriter column, PrimitiveType type, Object value) {
    int level = type.isRepetition(Type.Repetition.OPTIONAL) ? 1 : 0;
    if (value == null) {
      column.writeNull(NOT_REPEATED, 0);
    } else if (value instanceof String text) {
      column.write(Binary.fromString(text), NOT_REPEATED, level);
    } else if (value instanceof Long number) {
      column.write(number, NOT_REPEATED, level);
    } else if (value instanceof Boolean truth) {
      column.write(truth, NOT_REPEATED, level);
    } else if (value instanceof LocalDate date) {
      column.write(Math.toIntExact(date.toEpochDay()), NOT_REPEATED, level);
    } else if (value instanceof Instant time) {
      column.write(ChronoUnit.MICROS.between(Instant.EPOCH, time), NOT_REPEATED, level);
    } else if (value instanceof Double ratio) {
      column.write(ratio, NOT_REPEATED, level);
    } else if (value instanceof Integer number) {
      column.write(number, NOT_REPEATED, level);
    } else if (value instanceof BigDecimal decimal) {
      write(column, type, decimal, level);
    } else {
      throw new IllegalArgumentException(type.getName() + ": " + value.getClass());
    }
  }

  private static void write(
      ColumnWriter column, PrimitiveType type, BigDecimal decimal, int level) {
    if (type.getPrimitiveTypeName() == PrimitiveTypeName.INT64) {
      column.write(decimal.unscaledValue().longValueExact(), NOT_REPEATED, level);
    } else {
      column.write(fixed(decimal, type.getTypeLength()), NOT_REPEATED, level);
    }
  }

  /** Returns an unscaled amount in two's complement, big endian. */
  public static Binary fixed(BigDecimal decimal, int length) {
    byte[] digits = decimal.unscaledValue().toByteArray();
    byte[] padded = new byte[length];
    Arrays.fill(padded, (byte) (decimal.signum() < 0 ? -1 : 0));
    System.arraycopy(digits, 0, padded, length - digits.length, digits.length);
    return Binary.fromConstantByteArray(padded);
  }
}
