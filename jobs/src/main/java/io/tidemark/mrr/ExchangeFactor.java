package io.tidemark.mrr;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import org.apache.spark.sql.Row;

/**
 * The exact fraction that converts amounts of a currency to the reporting currency over a period: a
 * row of {@link ConversionFactors}.
 *
 * @param from first day
 * @param to first day after
 * @param previousNumerator numerator of the previous period; null in the first one
 */
public record ExchangeFactor(
    String currency,
    LocalDate from,
    LocalDate to,
    BigInteger numerator,
    BigInteger denominator,
    BigInteger previousNumerator,
    BigInteger previousDenominator)
    implements Serializable {

  /** Reads a row of {@link ConversionFactors#SCHEMA}. */
  public static ExchangeFactor of(Row row) {
    return new ExchangeFactor(
        row.getAs("currency"),
        row.<java.sql.Date>getAs("factor_from").toLocalDate(),
        row.<java.sql.Date>getAs("factor_to").toLocalDate(),
        whole(row, "numerator"),
        whole(row, "denominator"),
        whole(row, "previous_numerator"),
        whole(row, "previous_denominator"));
  }

  private static BigInteger whole(Row row, String column) {
    BigDecimal value = row.getAs(column);
    return value == null ? null : value.toBigIntegerExact();
  }

  /** Converts an amount in minor units; halves are rounded away from zero. */
  long convert(long minor) {
    return convert(minor, numerator, denominator);
  }

  /** Returns the change in value of an amount when the rate changes on the first day. */
  long revaluation(long minor) {
    long before = convert(minor, previousNumerator, previousDenominator);
    return Math.subtractExact(convert(minor), before);
  }

  private static long convert(long minor, BigInteger numerator, BigInteger denominator) {
    if (minor == 0 || numerator.equals(denominator)) {
      return minor;
    }
    BigInteger doubled = BigInteger.valueOf(minor).abs().multiply(numerator).shiftLeft(1);
    BigInteger rounded = doubled.add(denominator).divide(denominator.shiftLeft(1));
    return (minor < 0 ? rounded.negate() : rounded).longValueExact();
  }
}
