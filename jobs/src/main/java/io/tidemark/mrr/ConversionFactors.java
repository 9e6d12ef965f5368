package io.tidemark.mrr;

import io.tidemark.config.FxSettings;
import io.tidemark.config.Policy;
import io.tidemark.errors.RateErrors;
import io.tidemark.tables.Currencies;
import io.tidemark.tables.StagingTables;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Computes the exact fractions that convert amounts to the reporting currency, by currency and day.
 * Plain Java, from the table of exchange rates; fractions are of minor units.
 */
public final class ConversionFactors {
  static final DataType WHOLE = DataTypes.createDecimalType(38, 0);

  /**
   * One row per currency and period with a constant fraction. The previous fraction is null in the
   * first row.
   */
  public static final StructType SCHEMA =
      new StructType()
          .add("currency", DataTypes.StringType)
          .add("factor_from", DataTypes.DateType)
          .add("factor_to", DataTypes.DateType)
          .add("numerator", WHOLE)
          .add("denominator", WHOLE)
          .add("previous_numerator", WHOLE)
          .add("previous_denominator", WHOLE);

  /**
   * The maximum age of a rate, in days. Banks are closed for at most five days, so an older rate is
   * no longer maintained.
   */
  private static final int MOST_DAYS_OLD = 10;

  private static final String EURO = "EUR";
  private static final LocalDate ALWAYS = LocalDate.of(1900, 1, 1);
  private static final LocalDate NEVER = LocalDate.of(9999, 12, 31);

  private final Map<String, NavigableMap<LocalDate, BigDecimal>> rates = new HashMap<>();
  private final Policy policy;
  private final DataWindow window;
  private final String reporting;

  /** A fraction in lowest terms, so that equal fractions compare as equal. */
  private record Fraction(BigInteger numerator, BigInteger denominator) {
    static Fraction of(BigInteger numerator, BigInteger denominator) {
      BigInteger common = numerator.gcd(denominator);
      return new Fraction(numerator.divide(common), denominator.divide(common));
    }
  }

  private ConversionFactors(List<Row> rateRows, Policy policy, DataWindow window) {
    this.policy = policy;
    this.window = window;
    this.reporting = policy.get(FxSettings.REPORTING_CURRENCY);
    for (Row row : rateRows) {
      rates
          .computeIfAbsent(row.getString(0), currency -> new TreeMap<>())
          .put(row.getDate(1).toLocalDate(), row.getDecimal(2));
    }
  }

  /**
   * Returns the fractions of each currency as rows of {@link #SCHEMA}. With daily rates, days after
   * the as-of date use its rate, and days before the first rate use the first rate.
   *
   * @param rateRows of {@link StagingTables#EXCHANGE_RATES}
   * @throws io.tidemark.errors.UserError if a currency has no rate that is at most ten days old, on
   *     the day of the constant rates or on any day from the opening day to the as-of date
   */
  public static List<Row> of(
      List<Row> rateRows, Collection<String> currencies, Policy policy, DataWindow window) {
    ConversionFactors factors = new ConversionFactors(rateRows, policy, window);
    List<Row> rows = new ArrayList<>();
    for (String currency : new TreeSet<>(currencies)) {
      boolean isDaily = policy.get(FxSettings.MODE) == FxSettings.Mode.DAILY;
      rows.addAll(isDaily ? factors.daily(currency) : factors.constant(currency));
    }
    return rows;
  }

  private List<Row> constant(String currency) {
    Fraction fraction = fraction(currency, FxSettings.constantOn(policy, window.asOf()));
    return List.of(row(currency, ALWAYS, NEVER, fraction, null));
  }

  private List<Row> daily(String currency) {
    List<Row> rows = new ArrayList<>();
    Fraction previous = null;
    Fraction current = fraction(currency, firstDay(currency));
    LocalDate from = ALWAYS;
    for (LocalDate day = firstDay(currency); !day.isAfter(window.asOf()); day = day.plusDays(1)) {
      Fraction next = fraction(currency, day);
      if (!next.equals(current)) {
        rows.add(row(currency, from, day, current, previous));
        previous = current;
        current = next;
        from = day;
      }
    }
    rows.add(row(currency, from, NEVER, current, previous));
    return rows;
  }

  /**
   * Returns the first day on which both currencies have a rate, but no later than the opening day.
   */
  private LocalDate firstDay(String currency) {
    LocalDate first = ALWAYS;
    for (String code : List.of(currency, reporting)) {
      LocalDate ofCode = code.equals(EURO) ? ALWAYS : firstRate(code);
      first = ofCode.isAfter(first) ? ofCode : first;
    }
    boolean isBefore = first.isBefore(window.openingDay()) && first.isAfter(ALWAYS);
    return isBefore ? first : window.openingDay();
  }

  private LocalDate firstRate(String code) {
    return rates.containsKey(code) ? rates.get(code).firstKey() : NEVER;
  }

  /** Returns the minor units of the reporting currency per minor unit of the currency. */
  private Fraction fraction(String currency, LocalDate day) {
    if (currency.equals(reporting)) {
      return new Fraction(BigInteger.ONE, BigInteger.ONE);
    }
    return Fraction.of(
        perEuro(reporting, day).multiply(smallest(reporting)),
        perEuro(currency, day).multiply(smallest(currency)));
  }

  /** Returns the units of a currency per euro, times 10 to the power of 8. */
  private BigInteger perEuro(String code, LocalDate day) {
    if (code.equals(EURO)) {
      return BigInteger.TEN.pow(8);
    }
    Map.Entry<LocalDate, BigDecimal> rate =
        rates.getOrDefault(code, new TreeMap<>()).floorEntry(day);
    boolean isNeeded =
        policy.get(FxSettings.MODE) == FxSettings.Mode.CONSTANT
            || !day.isBefore(window.openingDay());
    if (rate == null || (isNeeded && rate.getKey().isBefore(day.minusDays(MOST_DAYS_OLD)))) {
      throw RateErrors.missing(code, day, MOST_DAYS_OLD);
    }
    return rate.getValue().setScale(8).unscaledValue();
  }

  private static BigInteger smallest(String currency) {
    return BigInteger.TEN.pow(Currencies.decimals(currency));
  }

  private static Row row(
      String currency, LocalDate from, LocalDate to, Fraction fraction, Fraction previous) {
    Object[] values = {
      currency,
      Date.valueOf(from),
      Date.valueOf(to),
      new BigDecimal(fraction.numerator()),
      new BigDecimal(fraction.denominator()),
      previous == null ? null : new BigDecimal(previous.numerator()),
      previous == null ? null : new BigDecimal(previous.denominator())
    };
    return new GenericRowWithSchema(values, SCHEMA);
  }
}
