package io.tidemark.mrr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Date;
import java.time.LocalDate;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Amounts in minor units, converted by exact fractions. */
class ExchangeFactorTest {
  @ParameterizedTest(name = "{0} at {1}/{2} are {3}")
  @CsvSource({
    "   0,   1, 2,     0",
    "2001,   1, 2,  1001",
    "-2001,  1, 2, -1001",
    "   1,   1, 3,     0",
    "   2,   1, 3,     1",
    "  -1,   1, 3,     0",
    "  -2,   1, 3,    -1",
    "2001,   2, 5,   800",
    "   7, 100, 1,   700",
    "9223372036854775807, 1, 1, 9223372036854775807",
    "9223372036854775807, 1, 2, 4611686018427387904"
  })
  @DisplayName("Amounts are rounded once, halves away from zero")
  void converts(long minor, long numerator, long denominator, long expected) {
    assertThat(factor(numerator, denominator).convert(minor)).isEqualTo(expected);
  }

  @Test
  @DisplayName("An amount that does not fit 64 bits is an error")
  void overflow() {
    assertThatThrownBy(() -> factor(2, 1).convert(Long.MAX_VALUE))
        .isInstanceOf(ArithmeticException.class);
  }

  /** 0.75 is 0.38 at one half and 0.30 at two fifths. */
  @Test
  @DisplayName("A revaluation is the difference of the two rounded values")
  void revaluation() {
    ExchangeFactor falling =
        new ExchangeFactor(
            "USD", LocalDate.EPOCH, LocalDate.MAX, whole(2), whole(5), whole(1), whole(2));

    assertThat(falling.revaluation(75)).isEqualTo(30 - 38);
    assertThat(falling.revaluation(0)).isZero();
  }

  @Test
  @DisplayName("A factor is read by the names of its columns; the first one has no previous one")
  void readsRows() {
    Object[] values = {
      "USD",
      Date.valueOf("2025-03-10"),
      Date.valueOf("9999-12-31"),
      new BigDecimal(2),
      new BigDecimal(5),
      new BigDecimal(1),
      new BigDecimal(2)
    };
    assertThat(ExchangeFactor.of(new GenericRowWithSchema(values, ConversionFactors.SCHEMA)))
        .isEqualTo(
            new ExchangeFactor(
                "USD",
                LocalDate.parse("2025-03-10"),
                LocalDate.parse("9999-12-31"),
                whole(2),
                whole(5),
                whole(1),
                whole(2)));

    values[5] = null;
    values[6] = null;
    ExchangeFactor first =
        ExchangeFactor.of(new GenericRowWithSchema(values, ConversionFactors.SCHEMA));
    assertThat(first.previousNumerator()).isNull();
    assertThat(first.previousDenominator()).isNull();
  }

  private static ExchangeFactor factor(long numerator, long denominator) {
    return new ExchangeFactor(
        "USD", LocalDate.EPOCH, LocalDate.MAX, whole(numerator), whole(denominator), null, null);
  }

  private static BigInteger whole(long number) {
    return BigInteger.valueOf(number);
  }
}
