package io.tidemark.mrr.engine;

import io.tidemark.tables.Currencies;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.numbers.fraction.BigFraction;

/** Records a calculation step by step. Each number is an input or follows from earlier numbers. */
final class CalculationSteps {
  private static final String MONTHS = "months";
  private static final String SECONDS = "s";
  private static final String DAYS = "days";

  private static final Pattern SYMBOL = Pattern.compile("[a-z][a-z0-9_]*");

  /**
   * The number of decimals up to which a number is shown in full. A longer number is truncated to
   * its first digits.
   */
  private static final int WHOLE_TO = 6;

  private static final int FIRST_DIGITS = 12;

  private final String currency;
  private final Map<String, CalculationStep> steps = new HashMap<>();
  private final List<CalculationStep> inOrder = new ArrayList<>();

  CalculationSteps(String currency) {
    this.currency = currency;
  }

  List<CalculationStep> inOrder() {
    return inOrder;
  }

  /** Adds an input amount in minor units. */
  void amount(String symbol, long minor, String remark) {
    amount(symbol, null, BigFraction.of(minor), remark);
  }

  /** Adds an amount in minor units that follows from earlier numbers. */
  void amount(String symbol, String formula, BigFraction minor, String remark) {
    number(symbol, formula, minor.divide(minorUnits()), currency, remark);
  }

  /** Adds the sum of the monthly prices of layers, each of them an input. */
  void sum(String symbol, List<LayerDraft> slices, String remark) {
    if (slices.size() == 1) {
      amount(symbol, slices.get(0).mrrMinor, remark + ": " + Wording.layer(slices.get(0)));
      return;
    }
    List<String> terms = new ArrayList<>();
    for (LayerDraft slice : slices) {
      terms.add(symbol + "_" + (terms.size() + 1));
      amount(terms.get(terms.size() - 1), slice.mrrMinor, Wording.layer(slice));
    }
    String formula = terms.isEmpty() ? null : String.join(" + ", terms);
    amount(symbol, formula, BigFraction.of(MinorUnits.sum(slices)), remark);
  }

  private void number(
      String symbol, String formula, BigFraction exact, String unit, String remark) {
    if (steps.containsKey(symbol)) {
      throw new IllegalStateException(symbol + " twice in one calculation");
    }
    int least = unit.equals(currency) ? Currencies.decimals(currency) : 0;
    BigDecimal value = decimals(exact, least);
    boolean isExact = of(value).compareTo(exact) == 0;
    String number = String.format(Locale.ROOT, "%,." + value.scale() + "f", value);
    boolean isOneMonth = unit.equals(MONTHS) && number.equals("1");
    String shown = number + (isExact ? " " : "... ") + (isOneMonth ? "month" : unit);
    CalculationStep step =
        new CalculationStep(symbol, formula, numbers(formula), value, isExact, unit, shown, remark);
    steps.put(symbol, step);
    inOrder.add(step);
  }

  /** Adds the seconds of a period. */
  void seconds(String symbol, Instant start, Instant end, String remark) {
    BigFraction value = BigFraction.of(BillingMonths.seconds(start, end));
    number(symbol, "seconds(" + start + ", " + end + ")", value, SECONDS, remark);
  }

  /** Adds the months of a period, as the subscription counts them. */
  void months(String symbol, BillingMonths months, Instant start, Instant end) {
    MonthCount length = months.measure(start, end);
    String period = Wording.period(start, end);
    if (length.yearDays() > 0) {
      String year = length.yearDays() == 365 ? "365 days" : "52 weeks";
      BigFraction days = BigFraction.of(length.seconds(), MonthCount.SECONDS_A_DAY);
      number(symbol + "_in_days", null, days, DAYS, period);
      String formula = symbol + "_in_days * 12 / " + length.yearDays();
      number(symbol, formula, length.months(), MONTHS, "12 months in " + year);
    } else if (length.seconds() == 0) {
      number(symbol, null, length.months(), MONTHS, "calendar months, " + period);
    } else {
      Instant lower = BillingMonths.plusMonths(start, length.wholeMonths());
      Instant upper = BillingMonths.plusMonths(start, length.wholeMonths() + 1);
      String left = "the rest after whole months of " + period;
      seconds(symbol + "_rest", lower, end, left);
      seconds(
          symbol + "_rest_of",
          lower,
          upper,
          "the month that contains it, to " + Wording.time(upper));
      String formula = length.wholeMonths() + " + " + symbol + "_rest / " + symbol + "_rest_of";
      number(symbol, formula, length.months(), MONTHS, "whole months plus the rest");
    }
  }

  /**
   * Adds the months of a cycle that fall into {@code [from, to)}, prorated by the second over the
   * whole cycle.
   */
  void part(
      String symbol, String prefix, BillingMonths months, Cycle cycle, Instant from, Instant to) {
    String cycleMonths = prefix + "cycle_months";
    String cycleSeconds = prefix + "cycle_seconds";
    String seconds = prefix + "seconds";
    months(cycleMonths, months, cycle.start(), cycle.end());
    seconds(cycleSeconds, cycle.start(), cycle.end(), "the full cycle");
    seconds(seconds, from, to, Wording.period(from, to));
    String formula = String.join(" ", cycleMonths, "*", seconds, "/", cycleSeconds);
    number(symbol, formula, cycle.part(from, to), MONTHS, "of the cycle");
  }

  /** Adds the price per month, {@code mrr}: {@code symbol} rounded to the minor unit. */
  void rounded(String symbol, long minor, String remark) {
    boolean isWhole = steps.get(symbol).isExact() && isOneOf(steps.get(symbol), minor);
    String unit = smallest().toPlainString() + " " + currency;
    String rounding = "to the nearest " + unit + (isWhole ? ": no rounding" : "");
    amount("mrr", "round(" + symbol + ")", BigFraction.of(minor), remark + rounding);
  }

  /** Returns one minor unit, in major units. */
  BigDecimal smallest() {
    return BigDecimal.ONE.movePointLeft(Currencies.decimals(currency));
  }

  /**
   * Returns the formula term that subtracts half a minor unit from a lower bound, or adds it to an
   * upper bound.
   */
  String half(boolean isLeast) {
    BigDecimal half = smallest().divide(BigDecimal.valueOf(2));
    return (isLeast ? " - " : " + ") + half.toPlainString();
  }

  /**
   * Returns the formula term that subtracts a minor unit from a lower bound, or adds it to an upper
   * bound.
   */
  String one(boolean isLeast) {
    return (isLeast ? " - " : " + ") + smallest().toPlainString();
  }

  private boolean isOneOf(CalculationStep step, long minor) {
    return step.value().compareTo(smallest().multiply(BigDecimal.valueOf(minor))) == 0;
  }

  private BigFraction minorUnits() {
    return BigFraction.of(BigInteger.TEN.pow(Currencies.decimals(currency)));
  }

  /** Returns all decimals of a short number; otherwise its first digits, truncated. */
  private static BigDecimal decimals(BigFraction exact, int least) {
    BigDecimal number = new BigDecimal(exact.getNumerator());
    BigDecimal divisor = new BigDecimal(exact.getDenominator());
    BigDecimal whole = number.divide(divisor, WHOLE_TO, RoundingMode.DOWN);
    BigDecimal value = whole;
    if (of(whole).compareTo(exact) != 0) {
      int digits = Math.max(FIRST_DIGITS, whole.precision());
      value = number.divide(divisor, new MathContext(digits, RoundingMode.DOWN));
    }
    BigDecimal stripped = value.stripTrailingZeros();
    return stripped.scale() < least ? stripped.setScale(least) : stripped;
  }

  private static BigFraction of(BigDecimal value) {
    return BigFraction.of(
        value.movePointRight(Math.max(0, value.scale())).toBigIntegerExact(),
        BigInteger.TEN.pow(Math.max(0, value.scale())));
  }

  /** Returns the formula with numbers in place of symbols; null if there is nothing to replace. */
  private String numbers(String formula) {
    if (formula == null || formula.startsWith("seconds(")) {
      return null;
    }
    if (steps.containsKey(formula)) {
      return formula.replace('_', ' ');
    }
    return SYMBOL
        .matcher(formula.replace(" * ", " x "))
        .replaceAll(
            found -> {
              CalculationStep step = steps.get(found.group());
              return step == null ? found.group() : Matcher.quoteReplacement(withUnit(step));
            });
  }

  /** Returns the value for use in a formula. Amounts omit the currency, which the result shows. */
  private String withUnit(CalculationStep step) {
    boolean isAmount = step.unit().equals(currency);
    String number = isAmount ? step.shown().replace(" " + currency, "") : step.shown();
    return step.value().signum() < 0 ? "(" + number + ")" : number;
  }
}
